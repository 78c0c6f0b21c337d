/** Thrown when a request is refused as a whole, before any field is resolved. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly status: number,
    /** AppSync's error type, also sent as `x-amzn-errortype`. */
    readonly errorType: string,
    message: string,
  ) {
    super(message);
  }
}
