/** One HTTP request as every emulated service sees it; header names are lower case. */
export interface HttpRequest {
  readonly method: string;
  /** Path without the query string, percent-encoded as it came. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The values of the headers that came more than once, which `headers` joins by commas. */
  readonly repeatedHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly body: Buffer;
  readonly sourceIp: string;
}

/** One HTTP reply; `serve.ts` adds the length and, where asked for, gzip. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** An emulated service: a function from request to reply that knows no port. */
export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse>;

/** Thrown by a handler to have the connection closed without a reply. */
export class ConnectionDroppedError extends Error {
  override readonly name = 'ConnectionDroppedError';
}
