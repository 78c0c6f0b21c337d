import {
  type CloudWatchLogsClient,
  DeleteLogGroupCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { StackRecord } from './stacks.ts';

/**
 * The log groups that a stack may have left: Redshift makes those of its audit logs itself, and a service that logs while the
 * stack is deleted can make its own anew.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html
 */
export function logGroupsOf({ resources }: StackRecord): string[] {
  const idsOf = (type: string) =>
    resources.flatMap(({ ResourceType, PhysicalResourceId: id }) => (ResourceType === type && id ? [id] : []));
  const audits = idsOf('AWS::RedshiftServerless::Namespace').flatMap((namespace) =>
    ['connectionlog', 'userlog'].map((log) => `/aws/redshift/${namespace}/${log}`),
  );
  return [...idsOf('AWS::Logs::LogGroup'), ...audits];
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
