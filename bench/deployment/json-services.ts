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
  DescribeUserPool: ({ userPools, domains }, { UserPoolId = '' }) =>
    userPools.has(UserPoolId)
      ? { body: { UserPool: { ...anyPool, Id: UserPoolId, Domain: domains.get(UserPoolId) } } }
      : missing('ResourceNotFoundException'),
  DescribeUserPoolClient: (_, { ClientId }) => ({ body: { UserPoolClient: { ...anyClient, ClientId } } }),
  GetUserPoolMfaConfig: () => ({
    body: { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } },
  }),
  ListGroups: () => ({ body: { Groups: [{ GroupName: 'agent' }, { GroupName: 'admin', Precedence: 1 }] } }),
  DeleteUserPoolDomain: ({ domains }, { UserPoolId = '' }) => remove(domains, UserPoolId),
  DeleteUserPool: ({ userPools, domains }, { UserPoolId = '' }) =>
    domains.has(UserPoolId) ? missing('InvalidParameterException') : remove(userPools, UserPoolId),
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

const remove = (all: Set<string> | Map<string, string>, id = ''): Reply =>
  all.delete(id) ? { body: {} } : missing('ResourceNotFoundException');

/** What every user pool and every client of one is like. */
const anyPool = {
  Policies: {
    PasswordPolicy: { MinimumLength: 12, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true },
  },
  SchemaAttributes: [
    { Name: 'sub', Required: true },
    { Name: 'email', Required: true },
    { Name: 'name', Required: false },
  ],
  AutoVerifiedAttributes: ['email'],
};
const anyClient = {
  AllowedOAuthScopes: ['openid'],
  CallbackURLs: ['http://localhost:4000/'],
  LogoutURLs: ['http://localhost:4000/'],
};
