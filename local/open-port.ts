import { describeFault } from './describe-fault.ts';
import type { HttpHandler } from './http.ts';
import { type Served, serve } from './serve.ts';

/** Where a handler is served, and who hears of what it threw. */
export interface PortOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly log: (line: string) => void;
}

/**
 * Serves a handler on a port.
 *
 * @throws Error with what to do about a port that is taken or cannot be opened.
 */
export async function openPort(handler: HttpHandler, { host, port, log }: PortOptions): Promise<Served> {
  const onError: NonNullable<Parameters<typeof serve>[1]['onError']> = (error, { method, path }) =>
    log(`${method} ${path}: ${describeFault(error)}`);
  try {
    return await serve(handler, { host, port, onError });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const why =
      error.code === 'EADDRINUSE'
        ? 'is in use; choose another with --port N, or --port 0 for any free one'
        : `cannot be opened: ${error.message}`;
    throw new Error(`Port ${port} on ${host} ${why}`, { cause: error });
  }
}

/** An address that this machine itself can call, also when every address is listened on. */
export function loopbackUrl({ url, port }: Served, host: string): string {
  return host === '0.0.0.0' || host === '::' ? `http://127.0.0.1:${port}` : url;
}
