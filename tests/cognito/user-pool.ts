import type { Resource } from '../../local/template/template.ts';
import { accountId } from '../iam/roles.ts';

export const poolId = 'us-east-1_Recourse1';
export const clientId = '4recourse0client1example2';

/** A resource as the template reader gives it. */
export function resource(type: string, ref: string, properties: Record<string, unknown>): Resource {
  return {
    logicalId: `${type.split('::').at(-1)}${ref}`,
    type,
    properties,
    ref,
    attributes: {
      Arn: `arn:aws:cognito-idp:us-east-1:${accountId}:userpool/${ref}`,
      ClientSecret: 'secretofthisinstallation1',
    },
  };
}

/** A pool with one client and three groups; the properties of both may be changed. */
export function userPoolResources(
  clientProperties: Record<string, unknown> = {},
  poolProperties: Record<string, unknown> = {},
): Resource[] {
  return [
    resource('AWS::Cognito::UserPool', poolId, {
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true } },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      ...poolProperties,
    }),
    resource('AWS::Cognito::UserPoolClient', clientId, {
      UserPoolId: poolId,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      ...clientProperties,
    }),
    ...['agent', 'analyst', 'admin'].map((group) =>
      resource('AWS::Cognito::UserPoolGroup', group, { UserPoolId: poolId, GroupName: group }),
    ),
  ];
}
