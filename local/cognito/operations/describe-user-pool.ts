import { poolState } from '../open-pool.ts';
import { describeSchema } from '../pools/describe-schema.ts';
import { userPoolId } from '../protocol/request-members.ts';
import { adminOperation } from './operation.ts';

const shape = { type: 'structure', members: { UserPoolId: userPoolId } } as const;

/**
 * Tells about a pool what its template says and what this Cognito makes of it.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html
 */
export const describeUserPool = adminOperation('DescribeUserPool', shape, async (open) => {
  const { pool } = open;
  const { createdAt, users } = await poolState(open);
  const { temporaryPasswordDays, minimumLength, ...requires } = pool.passwordPolicy;
  return {
    UserPool: {
      Id: pool.poolId,
      Name: pool.name,
      Arn: pool.arn,
      CreationDate: createdAt / 1000,
      LastModifiedDate: createdAt / 1000,
      EstimatedNumberOfUsers: users.length,
      MfaConfiguration: 'OFF',
      DeletionProtection: pool.properties.text('DeletionProtection') ?? 'INACTIVE',
      Policies: {
        PasswordPolicy: {
          MinimumLength: minimumLength,
          RequireUppercase: requires.requireUppercase,
          RequireLowercase: requires.requireLowercase,
          RequireNumbers: requires.requireNumbers,
          RequireSymbols: requires.requireSymbols,
          TemporaryPasswordValidityDays: temporaryPasswordDays,
        },
      },
      SchemaAttributes: describeSchema(pool.schema),
      AdminCreateUserConfig: {
        AllowAdminCreateUserOnly: pool.isSignUpClosed,
        UnusedAccountValidityDays: temporaryPasswordDays,
      },
      UsernameConfiguration: { CaseSensitive: pool.caseSensitive },
      ...(pool.usernameAttributes.length > 0 && { UsernameAttributes: pool.usernameAttributes }),
      ...(pool.aliasAttributes.length > 0 && { AliasAttributes: pool.aliasAttributes }),
    },
  };
});
