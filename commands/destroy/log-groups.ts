import {
  type CloudWatchLogsClient,
  DeleteLogGroupCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { StackRecord } from './stacks.ts';

/**
 * The log groups of a stack, which go with it; a service that logs while the stack is deleted can make its own anew, and keeps it
 * for ever.
 */
export function logGroupsOf({ resources }: StackRecord): string[] {
  return resources.flatMap(({ ResourceType, PhysicalResourceId: name }) =>
    ResourceType === 'AWS::Logs::LogGroup' && name ? [name] : [],
  );
}

/** Deletes those of the log groups that are there. */
export async function deleteLogGroups(client: CloudWatchLogsClient, names: readonly string[]): Promise<void> {
  for (const logGroupName of names) {
    try {
      await client.send(new DeleteLogGroupCommand({ logGroupName }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
  }
}
