import type { UserPool, UserPoolGroup } from './user-pool.ts';

/** A group as the operations answer it; `createdAt` is in milliseconds since 1970. */
export function describeGroup(
  { poolId }: UserPool,
  { name, description, precedence, roleArn }: UserPoolGroup,
  createdAt: number,
) {
  const dates = { CreationDate: createdAt / 1000, LastModifiedDate: createdAt / 1000 };
  return {
    ...{ GroupName: name, UserPoolId: poolId },
    ...{ Description: description, Precedence: precedence, RoleArn: roleArn },
    ...dates,
  };
}
