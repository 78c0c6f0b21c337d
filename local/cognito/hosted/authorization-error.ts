import type { RedirectTarget } from './redirect.ts';

/** An error at one of the endpoints for browsers. */
export class AuthorizationError extends Error {
  override readonly name = 'AuthorizationError';
  /** `invalid_request`, ...: https://datatracker.ietf.org/doc/html/rfc6749#section-4.1.2.1 */
  readonly code: string;
  /** Where the app awaits it; undefined when no app of the pool is known to, and the browser shows it. */
  readonly target: RedirectTarget | undefined;
  readonly clientId: string | undefined;

  constructor(code: string, description: string, target?: RedirectTarget, clientId?: string) {
    super(description);
    this.code = code;
    this.target = target;
    this.clientId = clientId;
  }
}
