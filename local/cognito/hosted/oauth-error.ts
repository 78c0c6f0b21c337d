/** An error of OAuth 2.0 that the endpoints for apps answer as JSON. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  /** `invalid_grant`, ...: https://datatracker.ietf.org/doc/html/rfc6749#section-5.2 */
  readonly code: string;
  readonly status: number;

  constructor(code: string, description: string, status = 400) {
    super(description);
    this.code = code;
    this.status = status;
  }
}
