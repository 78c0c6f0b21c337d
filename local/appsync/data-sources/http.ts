/**
 * Stands for AppSync's HTTP data source: one request to the endpoint, signed if its authorization says so; redirects are
 * not followed. Leaves out that AppSync reaches public hosts on ports 80 and 443 only, and its retries.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-http-js.html
 */
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { HttpDataSource, InvocationReply } from '../options.ts';
import { type HttpSourceRequest, readHttpRequest } from './http-request.ts';

// AppSync's own limits: https://docs.aws.amazon.com/general/latest/gr/appsync.html
const timeoutMs = 30_000;
const maxBodyBytes = 5 * 2 ** 20;

/** Sends what a request handler returned, and gives `{ statusCode, headers, body }`; any status is a result. */
export async function sendToHttp(
  source: HttpDataSource,
  members: Readonly<Record<string, unknown>>,
): Promise<InvocationReply> {
  const request = readHttpRequest(source.endpoint, members);
  const headers = source.sign ? await source.sign(request) : request.headers;
  try {
    const response = await send({ ...request, headers });
    const body = await readBody(response);
    return { ok: true, payload: { statusCode: response.statusCode, headers: joinHeaders(response), body } };
  } catch (error) {
    const message = error instanceof Error ? error.message || error.name : String(error);
    return { ok: false, error: { type: 'HttpRequestException', message } };
  }
}

function send({ url, method, headers, body }: HttpSourceRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? requestHttps : requestHttp;
    const signal = AbortSignal.timeout(timeoutMs);
    start(url, { method, headers, signal }, resolve).on('error', reject).end(body);
  });
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new Error(`The response exceeded the maximum of ${maxBodyBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function joinHeaders({ headersDistinct }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(', ')]));
}
