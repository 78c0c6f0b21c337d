import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CloudFormationClient,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
  paginateListStacks,
  type Stack,
  type StackEvent,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { findHistoryAsset } from './history-asset.ts';

/** A stack that is there, or that was deleted in the last 90 days. */
export interface StackRecord {
  readonly stackId: string;
  readonly isThere: boolean;
  readonly account: string;
  readonly resources: readonly StackResourceSummary[];
  /** Where the deployment has put the loan history for the stack to copy it. */
  readonly historyAsset: { readonly bucket: string; readonly key: string } | undefined;
}

const pollMs = 5000;

/** The stacks of this name that CloudFormation knows of. */
export async function findStacks(client: CloudFormationClient, stackName: string): Promise<StackRecord[]> {
  const live = await describeStack(client, stackName);
  const stackIds = live?.StackId ? [live.StackId] : [];
  for await (const page of paginateListStacks({ client }, { StackStatusFilter: ['DELETE_COMPLETE'] })) {
    const ofName = (page.StackSummaries ?? []).filter((summary) => summary.StackName === stackName);
    stackIds.push(...ofName.flatMap(({ StackId }) => StackId ?? []));
  }
  return Promise.all(stackIds.map((stackId) => readStack(client, stackId, stackId === live?.StackId)));
}

/** The stack, by name when it is there, by id also when it was deleted; undefined when CloudFormation knows none. */
async function describeStack(client: CloudFormationClient, StackName: string): Promise<Stack | undefined> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    return Stacks[0];
  } catch (error) {
    // CloudFormation has no error of its own for it.
    if (error instanceof Error && error.message.includes('does not exist')) return undefined;
    throw error;
  }
}

async function readStack(client: CloudFormationClient, stackId: string, isThere: boolean): Promise<StackRecord> {
  const resources: StackResourceSummary[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stackId })) {
    resources.push(...(page.StackResourceSummaries ?? []));
  }
  const [, , , region = '', account = ''] = stackId.split(':');
  const { TemplateBody = '{}' } = await client.send(new GetTemplateCommand({ StackName: stackId }));
  return { stackId, isThere, account, resources, historyAsset: findHistoryAsset(TemplateBody, account, region) };
}

/**
 * Deletes a stack and waits for its end, telling of each resource.
 *
 * @throws Error naming the resources that could not be deleted.
 */
export async function deleteStack(
  client: CloudFormationClient,
  { stackId }: StackRecord,
  tell: (line: string) => void,
): Promise<void> {
  const began = new Date();
  await client.send(new DeleteStackCommand({ StackName: stackId }));
  const told = new Set<string | undefined>();
  const failures: string[] = [];
  for (;;) {
    const status = (await describeStack(client, stackId))?.StackStatus;
    for (const event of await eventsSince(client, stackId, began, told)) {
      told.add(event.EventId);
      const { LogicalResourceId, ResourceType, ResourceStatus, ResourceStatusReason = '' } = event;
      if (ResourceStatus === 'DELETE_COMPLETE') tell(`${clock(event)}  deleted ${ResourceType} ${LogicalResourceId}`);
      if (ResourceStatus === 'DELETE_FAILED') failures.push(`${LogicalResourceId}: ${ResourceStatusReason}`);
    }
    if (status === undefined || status === 'DELETE_COMPLETE') return;
    if (status === 'DELETE_FAILED') throw new Error(`The stack could not be deleted: ${failures.join('; ')}`);
    await sleep(pollMs);
  }
}

const clock = ({ Timestamp = new Date() }: StackEvent) => Timestamp.toTimeString().slice(0, 8);

/** The events since a time that have not been told, oldest first. */
async function eventsSince(
  client: CloudFormationClient,
  StackName: string,
  since: Date,
  told: ReadonlySet<string | undefined>,
): Promise<StackEvent[]> {
  const found: StackEvent[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new DescribeStackEventsCommand({ StackName, NextToken }));
    const events = page.StackEvents ?? [];
    const fresh = events.filter(({ EventId, Timestamp = since }) => !told.has(EventId) && Timestamp >= since);
    found.push(...fresh);
    NextToken = fresh.length === events.length ? page.NextToken : undefined;
  } while (NextToken);
  return found.reverse();
}
