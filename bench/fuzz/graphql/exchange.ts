import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FuzzRequest } from './make-request.ts';

/** How a request got no reply. */
export type Loss = 'closed' | 'silent' | 'unreachable';

/** What came back: the head and body of a reply, or that there was none. */
export type Exchange =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers: ReadonlyMap<string, string>;
      readonly body: Buffer;
    }
  | { readonly kind: Loss; readonly message: string };

/** Sends a request over a connection of its own, just as it is, and waits `boundMs` for what comes back. */
export function exchange(endpoint: string, request: FuzzRequest, boundMs: number): Promise<Exchange> {
  const { hostname, port, pathname } = new URL(endpoint);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    const end = (result: Exchange) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => end({ kind: 'silent', message: `no reply in ${boundMs} ms` }), boundMs);
    let failure = '';
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const reply = readReply(Buffer.concat(chunks), request.method);
      if (reply) end(reply);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      failure = error.message;
      if (error.code === 'ECONNREFUSED') end({ kind: 'unreachable', message: failure });
    });
    socket.on('close', () => end({ kind: 'closed', message: failure || 'the server closed the connection' }));
    socket.on('connect', () => {
      void deliver(socket, `${pathname}${request.target}`, request);
    });
  });
}

const pauseMs = 15;

async function deliver(socket: Socket, target: string, request: FuzzRequest): Promise<void> {
  const { method, headers, body, delivery } = request;
  const length = { 'too short': body.length + 10, 'too long': Math.max(0, body.length - 10) }[delivery as string];
  const framing = delivery === 'in chunks' ? 'transfer-encoding: chunked' : `content-length: ${length ?? body.length}`;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.write(`${[`${method} ${target} HTTP/1.1`, 'host: 127.0.0.1', ...lines, framing].join('\r\n')}\r\n\r\n`);
  if (delivery === 'whole' || delivery === 'too long') return void socket.write(body);
  const piece = Math.max(1, Math.ceil(body.length / 4));
  for (let at = 0; at < body.length; at += piece) {
    if (socket.destroyed) return;
    if (delivery === 'broken off' && at > 0) return void socket.destroy();
    const bytes = body.subarray(at, at + piece);
    socket.write(delivery === 'in chunks' ? chunk(bytes) : bytes);
    if (delivery === 'slowly') await sleep(pauseMs);
  }
  if (delivery === 'in chunks') socket.write('0\r\n\r\n');
  // Who promised more than there is hangs up.
  if (delivery === 'too short' || delivery === 'broken off') socket.end();
}

function chunk(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}

function readReply(bytes: Buffer, method: string): Exchange | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const length = method === 'HEAD' ? 0 : Number(headers.get('content-length') ?? 0);
  const body = bytes.subarray(end + 4, end + 4 + length);
  if (body.length < length) return undefined;
  return { kind: 'reply', status: Number(statusLine.split(' ')[1]), headers, body };
}
