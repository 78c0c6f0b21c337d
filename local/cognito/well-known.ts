import type { HttpRequest, HttpResponse } from '../http.ts';
import type { OpenPool } from './open-pool.ts';

const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };

/** Answers `GET /<poolId>/.well-known/jwks.json` and `/<poolId>/.well-known/openid-configuration`. */
export function wellKnown(
  request: HttpRequest,
  pools: readonly OpenPool[],
  hasDomain: (poolId: string) => boolean,
): HttpResponse {
  const { path } = request;
  const [, poolId, folder, document, ...rest] = path.split('/');
  const open = pools.find(({ pool }) => pool.poolId === poolId);
  if (open === undefined || folder !== '.well-known' || rest.length > 0) return notFound(path);
  if (document === 'jwks.json') return found({ keys: open.keys.jwks.keys });
  if (document === 'openid-configuration') return found(openidConfiguration(request, open, hasDomain));
  return notFound(path);
}

/**
 * What OpenID Connect Discovery asks for: https://openid.net/specs/openid-connect-discovery-1_0.html
 *
 * The issuer is the one that tokens name, as on AWS; the endpoints are where this very request came in. A client that
 * discovers by the issuer's URL must be told to fetch it from here.
 */
function openidConfiguration(request: HttpRequest, { pool, issuer }: OpenPool, hasDomain: (poolId: string) => boolean) {
  const here = `http://${request.headers.host ?? 'localhost'}`;
  return {
    // A pool without a domain has no OAuth endpoints, so none is named.
    ...(hasDomain(pool.poolId) && {
      authorization_endpoint: `${here}/oauth2/authorize`,
      end_session_endpoint: `${here}/logout`,
      revocation_endpoint: `${here}/oauth2/revoke`,
      token_endpoint: `${here}/oauth2/token`,
      userinfo_endpoint: `${here}/oauth2/userInfo`,
    }),
    id_token_signing_alg_values_supported: ['RS256'],
    issuer,
    jwks_uri: `${here}/${pool.poolId}/.well-known/jwks.json`,
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
