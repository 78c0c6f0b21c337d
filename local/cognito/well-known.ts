import type { HttpResponse } from '../http.ts';
import type { OpenPool } from './open-pool.ts';

const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };

/** Answers `GET /<poolId>/.well-known/jwks.json` and `/<poolId>/.well-known/openid-configuration`. */
export function wellKnown(path: string, pools: readonly OpenPool[]): HttpResponse {
  const [, poolId, folder, document, ...rest] = path.split('/');
  const open = pools.find(({ pool }) => pool.poolId === poolId);
  if (open === undefined || folder !== '.well-known' || rest.length > 0) return notFound(path);
  if (document === 'jwks.json') return found({ keys: open.keys.jwks.keys });
  if (document === 'openid-configuration') return found(openidConfiguration(open.issuer));
  return notFound(path);
}

/** A pool without a domain serves no OAuth endpoints, so none is named. */
function openidConfiguration(issuer: string) {
  return {
    id_token_signing_alg_values_supported: ['RS256'],
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['code', 'token'],
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  };
}

function found(document: object): HttpResponse {
  return {
    status: 200,
    headers: { ...headers, 'cache-control': 'public, max-age=86400' },
    body: JSON.stringify(document),
  };
}

function notFound(path: string): HttpResponse {
  return { status: 404, headers, body: JSON.stringify({ message: `${path} does not exist.` }) };
}
