import type { AwsAccount } from './aws-account.ts';
import type { Reply } from './open-aws-account.ts';
import { queryResult } from './xml.ts';

/** Stands for STS: tells who calls, and lets them assume any role. Leaves out sessions, federation and every check. */
export function answerSts({ id }: AwsAccount, operation: string): Reply {
  const AssumedRoleUser = { Arn: `arn:aws:sts::${id}:assumed-role/cdk/session`, AssumedRoleId: 'AROA:session' };
  const Credentials = {
    ...{ AccessKeyId: 'ASIAROLE', SecretAccessKey: 'role', SessionToken: 'session' },
    Expiration: new Date(Date.now() + 3_600_000).toISOString(),
  };
  return {
    body:
      operation === 'AssumeRole'
        ? queryResult(operation, { Credentials, AssumedRoleUser })
        : queryResult(operation, { Account: id, Arn: `arn:aws:iam::${id}:user/ann`, UserId: 'AIDAANN' }),
  };
}
