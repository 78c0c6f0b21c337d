import type { HttpHandler, HttpRequest, HttpResponse } from '../../local/http.ts';
import { serve } from '../../local/serve.ts';

/** A GraphQL endpoint that remembers what it was asked. */
export interface Endpoint {
  readonly url: string;
  readonly requests: HttpRequest[];
  /** The body of each request, parsed. */
  readonly asked: () => readonly { readonly query: string; readonly variables: Record<string, unknown> }[];
  close(): Promise<void>;
}

/** Opens an HTTP endpoint on a free port that answers as it is told. */
export async function openEndpoint(answer: HttpHandler): Promise<Endpoint> {
  const requests: HttpRequest[] = [];
  const { url, close } = await serve(
    (request) => {
      requests.push(request);
      return answer(request);
    },
    { host: '127.0.0.1', port: 0 },
  );
  const asked = () => requests.map(({ body }) => JSON.parse(body.toString()));
  return { url: `${url}/graphql`, requests, asked, close: () => close(0) };
}

/** The id of every request. */
export const requestId = 'd1f6f3c0-6f4b-4f0e-9d55-0a1b2c3d4e5f';

/** An answer of this status; a text goes out as it is. */
export function reply(body: unknown, status = 200): HttpResponse {
  const headers = { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** The reply of AppSync when the only field, `field`, fails. */
export function failed(field: string, errorType: string | null, errorInfo: unknown = null): HttpResponse {
  const entry = { path: [field], data: null, errorType, errorInfo, locations: null, message: 'It failed.' };
  return reply({ data: { [field]: null }, errors: [entry] });
}

/** Gives each answer once, and the last one from then on. */
export function inTurn(...answers: readonly HttpHandler[]): HttpHandler {
  let next = 0;
  return (request) => {
    const answer = answers[Math.min(next++, answers.length - 1)];
    if (!answer) throw new Error('nothing to answer');
    return answer(request);
  };
}

/** A handler that holds what it is asked until it is told to go on. */
export function held(answer: HttpHandler): { readonly answer: HttpHandler; readonly release: () => void } {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    release,
    answer: async (request) => {
      await released;
      return answer(request);
    },
  };
}
