import type { AwsAccount } from './aws-account.ts';
import type { Reply } from './open-aws-account.ts';

type Input = Readonly<Record<string, string>>;

/**
 * Stands for the services with a JSON protocol: Cognito, CloudWatch Logs, Step Functions and Systems Manager. Leaves out all
 * that no command for a deployment asks for.
 */
const operations: Readonly<Record<string, (account: AwsAccount, input: Input) => Reply>> = {
  GetParameter: ({ parameters }, { Name = '' }) =>
    parameters.has(Name)
      ? { body: { Parameter: { Name, Value: parameters.get(Name) } } }
      : missing('ParameterNotFound'),
  DescribeUserPool: ({ userPools }, { UserPoolId = '' }) =>
    userPools.has(UserPoolId) ? { body: { UserPool: { Id: UserPoolId } } } : missing('ResourceNotFoundException'),
  DescribeUserPoolClient: (_, { ClientId }) => ({
    body: { UserPoolClient: { ClientId, AllowedOAuthScopes: ['openid'] } },
  }),
  GetUserPoolMfaConfig: () => ({
    body: { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } },
  }),
  ListGroups: () => ({ body: { Groups: [{ GroupName: 'agent' }] } }),
  DeleteUserPool: ({ userPools }, { UserPoolId }) => remove(userPools, UserPoolId),
  DeleteLogGroup: ({ logGroups }, { logGroupName }) => remove(logGroups, logGroupName),
  ListExecutions: ({ executions }) => ({
    body: { executions: [...executions].map((executionArn) => ({ executionArn })) },
  }),
  StopExecution: ({ executions }, { executionArn }) => remove(executions, executionArn),
};

/** Answers a call of one of them. */
export function answerJson(account: AwsAccount, operation: string, input: Input): Reply {
  return operations[operation]?.(account, input) ?? missing('UnknownOperationException');
}

const missing = (type: string): Reply => ({ status: 400, body: { __type: type, message: 'It is not there' } });

const remove = (all: Set<string>, id = ''): Reply =>
  all.delete(id) ? { body: {} } : missing('ResourceNotFoundException');
