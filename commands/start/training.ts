import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { LocalCloud } from '../../local/stack.ts';

const pollMs = 100;

/**
 * Runs the training workflow and gives the number of the version that answers now.
 *
 * @throws Error with what went wrong and the name of the state that the workflow ended in.
 */
export async function train(cloud: LocalCloud): Promise<number> {
  const client = new SFNClient(cloud.operator);
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn: cloud.template.outputs.TrainingStateMachineArn }),
  );
  for (;;) {
    const { status, output, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') return (JSON.parse(output ?? '{}') as { version: number }).version;
    if (status !== 'RUNNING')
      throw new Error(`The training ended in ${error ?? status}: ${cause ?? 'no cause is given'}`);
    await sleep(pollMs);
  }
}
