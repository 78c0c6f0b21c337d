import { propertiesOf } from '../../template/resource-properties.ts';
import type { Resource } from '../../template/template.ts';
import type { UserPoolAuth } from '../options.ts';
import { appClientTest } from './app-client.ts';

/** The authorization of an API, and the user pool that it trusts. */
export interface DeclaredUserPoolAuth extends Omit<UserPoolAuth, 'jwks'> {
  readonly userPoolId: string;
}

/**
 * Reads the authorization of an `AWS::AppSync::GraphQLApi`.
 *
 * @throws Error naming any kind but the one user pool.
 */
export function readUserPoolAuth(api: Resource): DeclaredUserPoolAuth {
  const properties = propertiesOf(api);
  const refuse = (what: string) => new Error(`${api.type} ${api.logicalId}: ${what}`);
  const type = properties.text('AuthenticationType');
  if (type !== 'AMAZON_COGNITO_USER_POOLS') throw refuse(`authentication type ${type} is not emulated`);
  if (properties.objects('AdditionalAuthenticationProviders').length > 0) {
    throw refuse('additional authentication providers are not emulated');
  }
  const config = properties.object('UserPoolConfig');
  const userPoolId = config.requiredText('UserPoolId');
  const [poolRegion = ''] = userPoolId.split('_');
  const region = config.text('AwsRegion') ?? poolRegion;
  if (region !== poolRegion) {
    throw refuse(
      `its user pool ${userPoolId} is looked for in ${region}; is the stack bound to that Region (--region)?`,
    );
  }
  const appIdClientRegex = config.text('AppIdClientRegex');
  try {
    appClientTest(appIdClientRegex);
  } catch {
    throw refuse(`its AppIdClientRegex ${appIdClientRegex} is no Java regular expression that runs here`);
  }
  return {
    userPoolId,
    issuer: `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`,
    defaultAction: config.choice('DefaultAction', ['ALLOW', 'DENY']) ?? 'ALLOW',
    ...(appIdClientRegex !== undefined && { appIdClientRegex }),
  };
}
