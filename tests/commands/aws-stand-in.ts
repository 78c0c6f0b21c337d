import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small AWS account, as far as the commands that make and remove a stack ask for it. */
export interface Account {
  /** The stack `recourse-dev`; undefined when there is none. */
  stack: { readonly id: string; readonly resources: readonly Resource[]; readonly template: string } | undefined;
  /** Deleted stacks of that name. */
  readonly deleted: { readonly id: string; readonly resources: readonly Resource[]; readonly template: string }[];
  /** Versions of the objects of each bucket, as `key version`. */
  readonly buckets: Record<string, string[]>;
  readonly userPools: Set<string>;
  readonly logGroups: Set<string>;
  readonly executions: Set<string>;
  /** The version of CDK's own resources. */
  bootstrap: string | undefined;
  /** A resource that CloudFormation cannot delete. */
  stuck?: string;
  /** Every request, as `service operation`, in order. */
  readonly requests: string[];
}

/** A resource of a stack. */
export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly isRetained?: boolean;
}

const accountId = '111122223333';
const versionsOfPage = 2;

/** An account with a stack in it, whose stack's bucket holds more than one page of versions. */
export function newAccount(): Account {
  const resources = [
    { type: 'AWS::S3::Bucket', id: 'recourse-data', isRetained: true },
    { type: 'AWS::Cognito::UserPool', id: 'us-east-1_Abc', isRetained: true },
    { type: 'AWS::Logs::LogGroup', id: '/aws/appsync/apis/abc' },
    { type: 'AWS::RedshiftServerless::Namespace', id: 'recourse-dev' },
    { type: 'AWS::StepFunctions::StateMachine', id: `arn:aws:states:us-east-1:${accountId}:stateMachine:training` },
  ];
  const history = `${'ab'.repeat(32)}.csv`;
  const template = JSON.stringify({ CopySource: `cdk-hnb659fds-assets-\${AWS::AccountId}-us-east-1/${history}` });
  return {
    stack: { id: `arn:aws:cloudformation:us-east-1:${accountId}:stack/recourse-dev/1`, resources, template },
    deleted: [],
    buckets: {
      'recourse-data': ['history.csv v1', 'history.csv v2', 'redshift-ml/a v1', 'redshift-ml/a v2', 'redshift-ml/b v1'],
      [`cdk-hnb659fds-assets-${accountId}-us-east-1`]: [`${history} v1`, 'other.zip v1'],
    },
    userPools: new Set(['us-east-1_Abc']),
    logGroups: new Set(['/aws/appsync/apis/abc', '/aws/redshift/recourse-dev/userlog', '/aws/sagemaker/TrainingJobs']),
    executions: new Set([`arn:aws:states:us-east-1:${accountId}:execution:training:one`]),
    bootstrap: '30',
    requests: [],
  };
}

interface Reply {
  readonly status?: number;
  readonly body?: string | object;
}

/** Answers for the account on a port of its own, by the protocols of AWS's services. */
export async function openAws(account: Account): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const { status = 200, body = '' } = answer(account, request, text);
    const isJson = typeof body === 'object';
    response.writeHead(status, { 'content-type': isJson ? 'application/x-amz-json-1.1' : 'text/xml' });
    response.end(isJson ? JSON.stringify(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

function answer(account: Account, request: IncomingMessage, text: string): Reply {
  const [, service] = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
  const target = String(request.headers['x-amz-target'] ?? '');
  const operation = target.split('.').at(-1) || new URLSearchParams(text).get('Action') || `${request.method}`;
  account.requests.push(`${service} ${operation}`);
  if (service === 's3') return answerS3(account, request, text);
  if (target) return answerJson(account, operation, JSON.parse(text));
  return answerQuery(account, operation, new URLSearchParams(text));
}

function answerJson(account: Account, operation: string, input: Record<string, string>): Reply {
  const missing = (type: string) => ({ status: 400, body: { __type: type, message: 'not there' } });
  const remove = (all: Set<string>, id = ''): Reply =>
    all.delete(id) ? { body: {} } : missing('ResourceNotFoundException');
  switch (operation) {
    case 'GetParameter':
      return account.bootstrap ? { body: { Parameter: { Value: account.bootstrap } } } : missing('ParameterNotFound');
    case 'DescribeUserPool':
      return account.userPools.has(input.UserPoolId ?? '')
        ? { body: { UserPool: { Id: input.UserPoolId } } }
        : missing('ResourceNotFoundException');
    case 'DeleteUserPool':
      return remove(account.userPools, input.UserPoolId);
    case 'DeleteLogGroup':
      return remove(account.logGroups, input.logGroupName);
    case 'ListExecutions':
      return { body: { executions: [...account.executions].map((executionArn) => ({ executionArn })) } };
    case 'StopExecution':
      return remove(account.executions, input.executionArn);
    default:
      return missing(`Unknown${operation}`);
  }
}

function answerQuery(account: Account, action: string, input: URLSearchParams): Reply {
  const name = input.get('StackName') ?? '';
  const { stack } = account;
  const found = [...(stack ? [stack] : []), ...account.deleted].find(
    ({ id }) => id === name || id.includes(`/${name}/`),
  );
  switch (action) {
    case 'GetCallerIdentity':
      return result(action, `<Account>${accountId}</Account>`);
    case 'ListStacks': {
      const summaries = account.deleted.map(({ id }) =>
        member({ StackId: id, StackName: 'recourse-dev', StackStatus: 'DELETE_COMPLETE' }),
      );
      return result(action, `<StackSummaries>${summaries.join('')}</StackSummaries>`);
    }
    case 'DescribeStacks': {
      const status = found === stack ? 'CREATE_COMPLETE' : 'DELETE_COMPLETE';
      if (!found || (found !== stack && found.id !== name)) return notThere(name);
      const StackStatus =
        account.stuck && stack && account.requests.includes('cloudformation DeleteStack') ? 'DELETE_FAILED' : status;
      return result(
        action,
        `<Stacks>${member({ StackId: found.id, StackName: 'recourse-dev', StackStatus })}</Stacks>`,
      );
    }
    case 'ListStackResources': {
      const summaries = (found?.resources ?? []).map(({ type, id, isRetained }) =>
        member({
          ...{ LogicalResourceId: 'One', ResourceType: type, PhysicalResourceId: id },
          ResourceStatus: found === stack ? 'CREATE_COMPLETE' : isRetained ? 'DELETE_SKIPPED' : 'DELETE_COMPLETE',
        }),
      );
      return result(action, `<StackResourceSummaries>${summaries.join('')}</StackResourceSummaries>`);
    }
    case 'GetTemplate':
      return result(action, `<TemplateBody>${(found?.template ?? '').replaceAll('&', '&amp;')}</TemplateBody>`);
    case 'DeleteStack':
      if (stack && !account.stuck) {
        account.deleted.push(stack);
        account.stack = undefined;
      }
      return result(action, '');
    case 'DescribeStackEvents':
      return result(
        action,
        `<StackEvents>${(found?.resources ?? []).map((resource) => eventOf(resource, account)).join('')}</StackEvents>`,
      );
    default:
      return { status: 400, body: failure('InvalidAction', `${action} is not for this account`) };
  }
}

function eventOf({ type, id, isRetained }: Resource, { stuck }: Account): string {
  return member({
    ...{ EventId: id, StackId: 'one', StackName: 'recourse-dev', LogicalResourceId: id, ResourceType: type },
    ResourceStatus: id === stuck ? 'DELETE_FAILED' : isRetained ? 'DELETE_SKIPPED' : 'DELETE_COMPLETE',
    ResourceStatusReason: id === stuck ? 'It is in use' : '',
    Timestamp: new Date(Date.now() + 1000).toISOString(),
  });
}

function answerS3(account: Account, { method, url = '' }: IncomingMessage, text: string): Reply {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const bucket = pathname.split('/')[1] ?? '';
  const versions = account.buckets[bucket];
  if (!versions) return { status: 404, body: method === 'HEAD' ? '' : failure('NoSuchBucket', 'not there') };
  if (method === 'DELETE') {
    if (versions.length > 0) return { status: 409, body: failure('BucketNotEmpty', 'not empty') };
    delete account.buckets[bucket];
    return { status: 204 };
  }
  if (method === 'POST') {
    const gone = [...text.matchAll(/<Key>(.*?)<\/Key><VersionId>(.*?)<\/VersionId>/g)].map(
      ([, key, id]) => `${key} ${id}`,
    );
    account.buckets[bucket] = versions.filter((version) => !gone.includes(version));
    return { body: '<DeleteResult/>' };
  }
  if (method === 'HEAD') return {};
  const listed = versions.filter((version) => version.startsWith(searchParams.get('prefix') ?? ''));
  const page = listed.slice(0, versionsOfPage).map((version) => {
    const [Key = '', VersionId = ''] = version.split(' ');
    return `<Version><Key>${Key}</Key><VersionId>${VersionId}</VersionId></Version>`;
  });
  const more = listed.length > versionsOfPage;
  return { body: `<ListVersionsResult><IsTruncated>${more}</IsTruncated>${page.join('')}</ListVersionsResult>` };
}

const result = (action: string, body: string): Reply => ({
  body: `<${action}Response><${action}Result>${body}</${action}Result></${action}Response>`,
});
const failure = (code: string, message: string) =>
  `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
const notThere = (name: string): Reply => ({
  status: 400,
  body: failure('ValidationError', `Stack with id ${name} does not exist`),
});
const member = (fields: Readonly<Record<string, string>>) =>
  `<member>${Object.entries(fields)
    .map(([key, value]) => `<${key}>${value}</${key}>`)
    .join('')}</member>`;
