import type { OpenClient } from '../open-pool.ts';
import { checkRedirectUrl } from './redirect-url.ts';

/** A way of coming by tokens that an app client may be allowed. */
export type OAuthFlow = 'code' | 'implicit' | 'client_credentials';

/** What the template lets an app client do at the OAuth 2.0 endpoints. */
export interface OAuthClient extends OpenClient {
  /** AllowedOAuthFlows; none without AllowedOAuthFlowsUserPoolClient. */
  readonly flows: ReadonlySet<OAuthFlow>;
  /** AllowedOAuthScopes, in their order. */
  readonly scopes: readonly string[];
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  /** Stands in for a missing `redirect_uri`. */
  readonly defaultRedirectUrl: string | undefined;
  /** Whether the users of the pool itself may sign in: SupportedIdentityProviders has COGNITO. */
  readonly signsInPoolUsers: boolean;
}

/** The scopes that every pool has. */
export const ownScopes: readonly string[] = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'];

/**
 * Reads the OAuth properties of an app client: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-app-idp-settings.html
 *
 * @param resourceScopes the scopes of the pool's resource servers.
 * @throws Error naming what AWS would refuse, and an identity provider other than the pool itself.
 */
export function readOAuthClient(target: OpenClient, resourceScopes: ReadonlySet<string>): OAuthClient {
  const { name, secret, properties } = target.client;
  const refuse = (problem: string) => new Error(`User pool client ${name}: ${problem}`);
  const isOn = properties.boolean('AllowedOAuthFlowsUserPoolClient') ?? false;
  const flows = new Set(isOn ? properties.texts('AllowedOAuthFlows').map(readFlow) : []);
  const scopes = properties.texts('AllowedOAuthScopes');
  const callbackUrls = properties.texts('CallbackURLs');
  const logoutUrls = properties.texts('LogoutURLs');
  const defaultRedirectUrl = properties.text('DefaultRedirectURI');
  const providers = properties.texts('SupportedIdentityProviders');

  function readFlow(flow: string): OAuthFlow {
    if (flow === 'code' || flow === 'implicit' || flow === 'client_credentials') return flow;
    throw refuse(`AllowedOAuthFlows has ${flow}; there are code, implicit and client_credentials`);
  }

  const foreign = providers.find((provider) => provider !== 'COGNITO');
  if (isOn && foreign !== undefined) throw refuse(`the local Cognito leaves out the identity provider ${foreign}`);
  const unknownScope = scopes.find((scope) => !ownScopes.includes(scope) && !resourceScopes.has(scope));
  if (unknownScope !== undefined) throw refuse(`AllowedOAuthScopes has ${unknownScope}, of no resource server here`);
  if (flows.has('client_credentials') && secret === undefined) throw refuse('client_credentials needs a client secret');
  if (flows.has('client_credentials') && flows.size > 1) throw refuse('client_credentials stands alone');
  for (const url of callbackUrls) checkRedirectUrl(url, name, 'CallbackURLs');
  for (const url of logoutUrls) checkRedirectUrl(url, name, 'LogoutURLs');
  if (defaultRedirectUrl !== undefined && !callbackUrls.includes(defaultRedirectUrl)) {
    throw refuse('DefaultRedirectURI is not one of CallbackURLs');
  }
  const signsInPoolUsers = providers.includes('COGNITO');
  return { ...target, flows, scopes, callbackUrls, logoutUrls, defaultRedirectUrl, signsInPoolUsers };
}
