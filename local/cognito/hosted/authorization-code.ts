import { createHash } from 'node:crypto';
import type { ExpiringStore } from '../expiring-store.ts';

/** What an authorization code was issued for. */
export interface CodeGrant {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** What the app must prove to have made: https://datatracker.ietf.org/doc/html/rfc7636 */
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
  readonly sub: string;
  /** Seconds since 1970. */
  readonly authTime: number;
}

/** How long a code may be exchanged, and each but once: https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html */
export const codeValidMs = 5 * 60_000;

/** The grants by their codes. */
export type AuthorizationCodes = ExpiringStore<CodeGrant>;

/** Whether a string is what S256 makes: 32 bytes of SHA-256 in base64url. */
export function isCodeChallenge(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

/** Whether the challenge was made of the verifier. */
export function provesChallenge(verifier: string, challenge: string): boolean {
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return false;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}
