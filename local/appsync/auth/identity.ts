import type { HttpRequest } from '../../http.ts';
import type { Claims } from './token.ts';

/**
 * `ctx.identity` of a user pool caller.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html
 */
export interface Identity {
  readonly sub: string;
  readonly issuer: string;
  readonly username: string;
  readonly claims: Claims;
  /** The addresses of X-Forwarded-For, then the peer's. */
  readonly sourceIp: readonly string[];
  readonly defaultAuthStrategy: 'ALLOW' | 'DENY';
  readonly groups: readonly string[] | null;
}

/** Says who calls, from a verified token's claims and the request that carried it. */
export function identify(claims: Claims, request: HttpRequest, defaultAuthStrategy: 'ALLOW' | 'DENY'): Identity {
  const forwarded = request.headers['x-forwarded-for']?.split(',').map((address) => address.trim()) ?? [];
  return {
    sub: text(claims.sub),
    issuer: text(claims.iss),
    username: text(claims['cognito:username'] ?? claims.username),
    claims,
    sourceIp: [...forwarded.filter(Boolean), request.sourceIp],
    defaultAuthStrategy,
    groups: groupsOf(claims),
  };
}

function groupsOf(claims: Claims): readonly string[] | null {
  const groups = claims['cognito:groups'];
  return Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : null;
}

const text = (claim: unknown) => (typeof claim === 'string' ? claim : '');
