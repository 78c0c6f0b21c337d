import type { HttpRequest } from '../../local/http.ts';
import { serve } from '../../local/serve.ts';

/** A GraphQL endpoint that gives one reply, and remembers what it was asked. */
export interface Endpoint {
  readonly url: string;
  readonly requests: HttpRequest[];
  close(): Promise<void>;
}

/** Opens an HTTP endpoint on a free port that always answers `status` with `body`, after `delayMs`. */
export async function openEndpoint(status: number, body: unknown, delayMs = 0): Promise<Endpoint> {
  const requests: HttpRequest[] = [];
  const { url, close } = await serve(
    async (request) => {
      requests.push(request);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return { status, headers: { 'content-type': 'application/json' }, body: text };
    },
    { host: '127.0.0.1', port: 0 },
  );
  return { url: `${url}/graphql`, requests, close: () => close(0) };
}
