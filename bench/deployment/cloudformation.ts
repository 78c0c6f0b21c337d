import {
  type AwsAccount,
  applyTemplate,
  bootstrap,
  findStackOf,
  newStack,
  removeStack,
  type Stack,
} from './aws-account.ts';
import type { Reply } from './open-aws-account.ts';
import { queryResult, xmlError } from './xml.ts';

type Operation = (account: AwsAccount, input: URLSearchParams, stack: Stack | undefined) => object | undefined;

const changeSetName = 'cdk-deploy-change-set';

/**
 * Stands for CloudFormation: makes a stack by a change set at once, tells of it, and deletes it. Leaves out updates of single
 * resources, rollbacks, parameters and every check of a template.
 */
const operations: Readonly<Record<string, Operation>> = {
  DescribeStacks: (_, __, stack) => stack && { Stacks: [described(stack)] },
  GetTemplate: (_, __, stack) => stack && { TemplateBody: stack.template },
  ListStackResources: (_, __, stack) => stack && { StackResourceSummaries: stack.resources.map(summaryIn(stack)) },
  ListStacks: ({ stacks }) => ({
    StackSummaries: stacks.filter(({ status }) => status === 'DELETE_COMPLETE').map(described),
  }),
  DescribeStackEvents: (account, _, stack) => stack && { StackEvents: eventsOf(account, stack) },
  DeleteStack: (account, _, stack) => {
    if (stack) removeStack(account, stack);
    return {};
  },
  DeleteChangeSet: () => ({}),
  CreateChangeSet: (account, input, stack = newStack(account, input.get('StackName') ?? '')) => {
    stack.proposed = templateOf(account, input);
    return { Id: `${stack.id}/${changeSetName}`, StackId: stack.id };
  },
  DescribeChangeSet: (_, __, stack) =>
    stack && {
      ...{ ChangeSetName: changeSetName, StackId: stack.id, StackName: stack.name },
      ...{ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' },
      Changes: [{ Type: 'Resource', ResourceChange: { Action: 'Add' } }],
    },
  ExecuteChangeSet: (account, _, stack) => {
    if (stack?.name === 'CDKToolkit') bootstrap(account, stack);
    else if (stack) applyTemplate(account, stack.name, stack.proposed);
    return stack && {};
  },
};

/** Answers a call of CloudFormation. */
export function answerCloudFormation(account: AwsAccount, operation: string, input: URLSearchParams): Reply {
  const name = input.get('StackName') ?? '';
  const call = operations[operation];
  if (!call) return { status: 400, body: xmlError('InvalidAction', `${operation} is not for this account`) };
  const result = call(account, input, findStackOf(account, name));
  if (result) return { body: queryResult(operation, result) };
  return { status: 400, body: xmlError('ValidationError', `Stack with id ${name} does not exist`) };
}

/** Given as text, or by the address of an object. */
function templateOf({ buckets }: AwsAccount, input: URLSearchParams): string {
  const body = input.get('TemplateBody');
  if (body !== null) return body;
  const [, bucket = '', key] = /\/([^/]*-assets-[^/.]*)[^/]*\/(.*)$/.exec(input.get('TemplateURL') ?? '') ?? [];
  return buckets.get(bucket)?.findLast((version) => version.key === key)?.body ?? '{}';
}

const described = ({ id, name, status, outputs }: Stack) => ({
  ...{ StackId: id, StackName: name, StackStatus: status, CreationTime: '2026-01-01T00:00:00Z' },
  Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
});

const summaryIn =
  ({ status }: Stack) =>
  ({ logicalId, type, physicalId, isRetained }: Stack['resources'][number]) => ({
    ...{ LogicalResourceId: logicalId, ResourceType: type, PhysicalResourceId: physicalId },
    ...{ LastUpdatedTimestamp: '2026-01-01T00:00:00Z' },
    ResourceStatus: isRetained && status === 'DELETE_COMPLETE' ? 'DELETE_SKIPPED' : status,
  });

function eventsOf({ stuck }: AwsAccount, { id, name, status, resources }: Stack): object[] {
  const isCreated = status === 'CREATE_COMPLETE';
  const deletionOf = ({ logicalId, isRetained }: Stack['resources'][number]) => {
    if (logicalId === stuck) return { ResourceStatus: 'DELETE_FAILED', ResourceStatusReason: 'It is in use' };
    return { ResourceStatus: isRetained ? 'DELETE_SKIPPED' : 'DELETE_COMPLETE' };
  };
  return resources.map((resource) => ({
    ...{ EventId: `${resource.logicalId} ${status}`, StackId: id, StackName: name },
    ...{ LogicalResourceId: resource.logicalId, ResourceType: resource.type },
    ...(isCreated ? { ResourceStatus: status } : deletionOf(resource)),
    Timestamp: new Date(Date.now() + 1000).toISOString(),
  }));
}
