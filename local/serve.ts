import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ConnectionDroppedError, type HttpHandler, type HttpRequest, type HttpResponse } from './http.ts';

const compress = promisify(gzip);

/** AppSync compresses replies of this many bytes: https://docs.aws.amazon.com/appsync/latest/devguide/compression.html */
const compressibleBytes = { least: 1_000, most: 10_000_000 };

/** Longer than the clients' own idle time, so that no reply races with a closing connection. */
const keepAliveTimeoutMs = 65_000;

/** AppSync ends a request after this time; here it is the time to send one. */
const requestTimeoutMs = 30_000;

/** A body over the limit is read on up to so many times the limit: who is still sending would not hear the reply. */
const patience = 8;

/** What a served handler needs to know about its port. */
export interface ServeOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** A longer request body is answered 413. @default 10 MiB */
  readonly maxBodyBytes?: number;
  /** Whether `x-forwarded-for` names the caller, as behind a proxy of one's own. @default false */
  readonly trustForwardedFor?: boolean;
  /** Told of whatever a handler threw; the caller sees a bare 500. @default console.error */
  readonly onError?: (error: unknown, request: HttpRequest) => void;
}

/** An open port. */
export interface Served {
  /** `http://host:port`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, gives those under way `graceMs` (1,000 by default) and closes every connection. */
  close(graceMs?: number): Promise<void>;
}

/** Serves a handler on a port by node:http: keep-alive, a body limit and gzip where asked for. */
export async function serve(handler: HttpHandler, options: ServeOptions): Promise<Served> {
  const timeouts = { keepAliveTimeout: keepAliveTimeoutMs, requestTimeout: requestTimeoutMs };
  const server = createServer(timeouts, (incoming, outgoing) => {
    // A connection kept alive would hold up a server that is closing.
    outgoing.on('finish', () => {
      if (!server.listening) incoming.socket.end();
    });
    exchange(handler, options, incoming, outgoing).catch((error: unknown) => outgoing.destroy(asError(error)));
  });
  server.on('clientError', refuseUnreadable);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${host}:${port}`,
    port,
    close(graceMs = 1_000) {
      closed ??= closeServer(server, graceMs);
      return closed;
    },
  };
}

const statusOfFault: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** How much more is heard of who sends what is no HTTP request: closed at once, they would not hear the reply. */
const maxUnreadableBytes = 16 * 1024 * 1024;

function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  const isHeard = 'bytesRead' in socket && Number(socket.bytesRead) < maxUnreadableBytes;
  if (error.code === 'ECONNRESET' || !isHeard) socket.destroy();
  else if (socket.writable) {
    const status = statusOfFault[error.code ?? ''] ?? '400 Bad Request';
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close((error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}

async function exchange(
  handler: HttpHandler,
  options: ServeOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
) {
  const body = await readBody(incoming, options.maxBodyBytes ?? 10 * 1024 * 1024);
  if (body === 'gone') return;
  if (body === 'too long') {
    // The rest of the body may still be coming in: the connection can't be used again.
    outgoing.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
    outgoing.end('{"message":"Request Too Long"}');
    return;
  }
  const request = readRequest(incoming, body, options.trustForwardedFor ?? false);
  const response = await handler(request).catch((error: unknown): HttpResponse => {
    if (error instanceof ConnectionDroppedError) throw error;
    (options.onError ?? logError)(error, request);
    return {
      status: 500,
      headers: { 'content-type': 'application/json' },
      body: '{"message":"Internal Server Error"}',
    };
  });
  await reply(request, response, outgoing);
}

function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer | 'too long' | 'gone'> {
  if (Number(incoming.headers['content-length'] ?? 0) > patience * maxBytes) return Promise.resolve('too long');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (length <= patience * maxBytes) return;
      incoming.pause();
      resolve('too long');
    });
    incoming.on('end', () => {
      if (length > maxBytes) resolve('too long');
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    // The client went away before its request was whole: nobody is left to answer.
    incoming.on('error', () => resolve('gone'));
  });
}

const noParameters = new URLSearchParams();

function readRequest(incoming: IncomingMessage, body: Buffer, trustForwardedFor: boolean): HttpRequest {
  const target = incoming.url ?? '/';
  const mark = target.indexOf('?');
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const forwardedFor = trustForwardedFor ? headers['x-forwarded-for']?.split(',')[0]?.trim() : undefined;
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? noParameters : new URLSearchParams(target.slice(mark + 1)),
    headers,
    ...(incoming.rawHeaders.length > 2 * Object.keys(headers).length && { repeatedHeaders: repeatedIn(incoming) }),
    body,
    sourceIp: forwardedFor || withoutMapping(incoming.socket.remoteAddress ?? ''),
  };
}

function repeatedIn({ headers, headersDistinct }: IncomingMessage): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(headersDistinct).flatMap(([name, values = []]) =>
      // Of some headers, such as Host and Authorization, only the first counts.
      values.length > 1 && headers[name] === values.join(', ') ? [[name, values]] : [],
    ),
  );
}

/** A socket open to both families tells an IPv4 caller as `::ffff:127.0.0.1`. */
function withoutMapping(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}

async function reply(request: HttpRequest, response: HttpResponse, outgoing: ServerResponse): Promise<void> {
  const zipped = isCompressible(request, response, Buffer.byteLength(response.body));
  // A text stays one: node:http sends it in one piece with the headers.
  const body = zipped ? await compress(response.body) : response.body;
  const headers: Record<string, string | number> = { ...response.headers, 'content-length': Buffer.byteLength(body) };
  if (zipped) Object.assign(headers, { 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
  outgoing.writeHead(response.status, headers);
  outgoing.end(request.method === 'HEAD' ? undefined : body);
}

function isCompressible(request: HttpRequest, response: HttpResponse, length: number): boolean {
  if (length < compressibleBytes.least || length > compressibleBytes.most) return false;
  if (response.headers['content-encoding'] !== undefined) return false;
  return acceptsGzip(request.headers['accept-encoding'] ?? '');
}

/** Reads RFC 9110's Accept-Encoding as far as gzip goes; `gzip;q=0` refuses it. */
export function acceptsGzip(acceptEncoding: string): boolean {
  return acceptEncoding.split(',').some((coding) => {
    const [name = '', ...parameters] = coding.split(';').map((part) => part.trim().toLowerCase());
    if (name !== 'gzip' && name !== '*') return false;
    return !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function logError(error: unknown, request: HttpRequest): void {
  console.error(`${request.method} ${request.path} failed:`, error);
}
