import { EventEmitter, once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpHandler, HttpRequest } from '../local/http.ts';
import { acceptsGzip, type Served, type ServeOptions, serve } from '../local/serve.ts';

let served: Served | undefined;
afterEach(() => served?.close());

async function open(handler: HttpHandler, options: Partial<ServeOptions> = {}): Promise<string> {
  served = await serve(handler, { host: '127.0.0.1', port: 0, ...options });
  return served.url;
}

const text = (body: string) => async () => ({ status: 200, headers: { 'content-type': 'text/plain' }, body });

/** The reply as it came over the wire; fetch would unzip it. */
function raw(
  url: string,
  headers: Record<string, string>,
): Promise<{ headers: Record<string, unknown>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { headers }, async (response) => {
      resolve({ headers: response.headers, body: Buffer.concat(await response.toArray()) });
    });
    request.on('error', reject).end();
  });
}

describe('serve', () => {
  it('hands method, path, query, headers, body and caller to the handler, and its reply back', async () => {
    const seen: HttpRequest[] = [];
    const url = await open(async (request) => {
      seen.push(request);
      return { status: 201, headers: { 'x-reply': 'yes' }, body: request.body };
    });

    const response = await fetch(`${url}/a%20b?c=d`, { method: 'POST', body: 'höllo', headers: { 'X-Upper': 'Case' } });

    expect(response.status).toBe(201);
    expect(response.headers.get('x-reply')).toBe('yes');
    expect(await response.text()).toBe('höllo');
    expect(seen[0]).toMatchObject({ method: 'POST', path: '/a%20b', sourceIp: '127.0.0.1' });
    expect(seen[0]?.query.get('c')).toBe('d');
    expect(seen[0]?.headers['x-upper']).toBe('Case');
  });

  it('joins a header that comes more than once, and keeps its values', async () => {
    const seen: HttpRequest[] = [];
    const url = await open(async (request) => {
      seen.push(request);
      return { status: 200, headers: {}, body: '' };
    });

    const request = httpRequest(url, { headers: { 'X-Many': ['a', 'b'], 'X-One': 'c' } });
    await new Promise((resolve, reject) => request.on('response', resolve).on('error', reject).end());

    expect(seen[0]?.headers['x-many']).toBe('a, b');
    expect(seen[0]?.repeatedHeaders).toEqual({ 'x-many': ['a', 'b'] });
  });

  it('names the caller by x-forwarded-for only when told to trust it', async () => {
    const echo: HttpHandler = async ({ sourceIp }) => ({ status: 200, headers: {}, body: sourceIp });
    const headers = { 'x-forwarded-for': '203.0.113.9, 10.0.0.1' };
    expect(await (await fetch(await open(echo), { headers })).text()).toBe('127.0.0.1');
    await served?.close();
    expect(await (await fetch(await open(echo, { trustForwardedFor: true }), { headers })).text()).toBe('203.0.113.9');
  });

  it.each([
    [999, 'gzip', false],
    [1_000, 'gzip, deflate', true],
    [10_000_000, 'gzip', true],
    [10_000_001, 'gzip', false],
    [5_000, 'identity', false],
  ])('answers %i bytes to Accept-Encoding "%s" zipped: %s', async (length, accepted, zipped) => {
    const body = 'x'.repeat(length);
    const url = await open(text(body));

    const reply = await raw(url, { 'accept-encoding': accepted });

    expect(reply.headers['content-encoding']).toBe(zipped ? 'gzip' : undefined);
    expect((zipped ? gunzipSync(reply.body) : reply.body).toString() === body).toBe(true);
  });

  it('answers 413 to a body over the limit, announced or not, and calls no handler', async () => {
    let calls = 0;
    const url = await open(async () => ({ status: 200, headers: {}, body: String(++calls) }), { maxBodyBytes: 10 });

    const announced = await fetch(url, { method: 'POST', body: 'x'.repeat(11) });
    const stream = new Blob(['x'.repeat(11)]).stream();
    const streamed = await fetch(url, { method: 'POST', body: stream, duplex: 'half' } as RequestInit);
    const fitting = await fetch(url, { method: 'POST', body: 'x'.repeat(10) });

    expect([announced.status, streamed.status, fitting.status, calls]).toEqual([413, 413, 200, 1]);
  });

  it('hears a body over the limit out, so that who is still sending gets the 413', async () => {
    const url = await open(text('never'), { maxBodyBytes: 1_000 });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let reply = '';
    socket.on('data', (chunk) => {
      reply += chunk;
    });

    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n');
    for (let sent = 0; sent < 5_000; sent += 1_000) {
      await setTimeout(20);
      socket.write('x'.repeat(1_000));
    }

    await once(socket, 'close');
    expect(reply).toMatch(/^HTTP\/1.1 413 /);
  });

  it.each([
    ['431', 'a header that is too long', `GET / HTTP/1.1\r\nHost: x\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`],
    ['400', 'what is no HTTP', `${'meow\r\n'.repeat(10_000)}`],
    ['400', 'a length that is none', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1e3\r\n\r\n'],
  ])('answers %s to %s, also to who is still sending', async (status, _, bytes) => {
    const url = await open(text('never'));
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let reply = '';
    socket.on('data', (chunk) => {
      reply += chunk;
    });

    socket.write(bytes);

    await once(socket, 'end');
    socket.destroy();
    expect(reply).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('answers a bare 500 when the handler throws, and tells onError why', async () => {
    const errors: unknown[] = [];
    const url = await open(() => Promise.reject(new Error('secret detail')), {
      onError: (error) => errors.push(error),
    });

    const response = await fetch(url);

    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(errors).toEqual([new Error('secret detail')]);
  });

  it('lets a request under way finish when it closes, and refuses the next', async () => {
    const gate = new EventEmitter();
    const url = await open(async () => {
      gate.emit('arrived');
      await once(gate, 'released');
      return { status: 200, headers: {}, body: 'done' };
    });
    const arrived = once(gate, 'arrived');
    const underWay = fetch(url);
    await arrived;

    const closing = served?.close();
    gate.emit('released');

    expect(await (await underWay).text()).toBe('done');
    await closing;
    await expect(fetch(url)).rejects.toThrow();
  });

  it('rejects when the port is taken', async () => {
    await open(text('first'));
    await expect(serve(text('second'), { host: '127.0.0.1', port: served?.port ?? 0 })).rejects.toThrow('EADDRINUSE');
  });
});

describe('acceptsGzip', () => {
  it.each([
    ['gzip', true],
    ['br, gzip;q=0.5', true],
    ['*', true],
    ['gzip;q=0', false],
    ['gzip; q=0.00', false],
    ['br', false],
    ['', false],
  ])('reads "%s" as %s', (header, expected) => {
    expect(acceptsGzip(header)).toBe(expected);
  });
});
