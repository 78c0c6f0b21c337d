import {
  DescribeExecutionCommand,
  type ExecutionListItem,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import Table from 'cli-table3';
import type { Deployment } from '../deployment/deployment.ts';

const mostShown = 5;

/** The last executions of the training workflow, latest first. */
export async function trainingTable({ client: config, output }: Deployment): Promise<string> {
  const client = new SFNClient(config);
  const stateMachineArn = output('TrainingStateMachineArn');
  const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: mostShown }));
  if (executions.length === 0) return 'The workflow has not run yet; start it with: npm run train';
  const table = new Table({
    head: ['Training began (UTC)', 'Took', 'Status', 'Result'],
    style: { head: [], border: [], compact: true },
  });
  for (const execution of executions) {
    const { startDate, status = '' } = execution;
    table.push([
      startDate?.toISOString().slice(0, 19).replace('T', ' '),
      duration(execution),
      status,
      await result(client, execution),
    ]);
  }
  return table.toString();
}

function duration({ startDate, stopDate = new Date() }: ExecutionListItem): string {
  const seconds = Math.round((stopDate.getTime() - (startDate ?? stopDate).getTime()) / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

async function result(client: SFNClient, { executionArn, status }: ExecutionListItem): Promise<string> {
  if (status === 'RUNNING') return '';
  const { output, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
  if (status === 'SUCCEEDED') return `version ${(JSON.parse(output ?? '{}') as { version?: number }).version}`;
  return [error, cause].filter((text) => text !== undefined).join(': ');
}
