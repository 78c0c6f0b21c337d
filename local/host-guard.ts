import { isIP } from 'node:net';
import type { HttpHandler } from './http.ts';

/**
 * Answers only requests that were sent to an address, to localhost or to one of `names`. A page of another site can have
 * its own name resolve to this machine and would else read what is served here (DNS rebinding).
 */
export function guardHost(handler: HttpHandler, names: readonly string[]): HttpHandler {
  const allowed = new Set(['localhost', ...names]);
  return async (request) => {
    const name = hostName(request.headers.host ?? '');
    if (isIP(name) !== 0 || allowed.has(name)) return handler(request);
    const body = 'This server answers to IP addresses, localhost and the name given by --host only.\n';
    return { status: 403, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
  };
}

/** Whether an address is one of this machine to itself. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

function hostName(host: string): string {
  return host
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1');
}
