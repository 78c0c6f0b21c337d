import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serve } from '../../local/serve.ts';
import { machineArn, type OpenStates, oneState, openStates } from './open-states.ts';

/** An SDK's client of the states, in the name of the operator. */
async function clientOf({ handle, iam }: OpenStates): Promise<SFNClient> {
  const served = await serve(handle, { host: '127.0.0.1', port: 0 });
  const credentials = iam.issueOperatorCredentials();
  const client = new SFNClient({ endpoint: served.url, region: 'us-east-1', credentials, maxAttempts: 1 });
  onTestFinished(async () => {
    client.destroy();
    await served.close();
  });
  return client;
}

describe('StartExecution', () => {
  it('starts an execution that DescribeExecution tells of', async () => {
    const states = openStates(oneState({ Type: 'Pass', Output: '{% $states.input.n + 1 %}' }));
    const client = await clientOf(states);

    const started = await client.send(
      new StartExecutionCommand({ stateMachineArn: machineArn, name: 'one', input: '{"n":1}' }),
    );
    await states.ended();
    const { executionArn } = started;
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));

    expect(executionArn).toBe('arn:aws:states:us-east-1:000000000000:execution:machine:one');
    expect(described).toMatchObject({ status: 'SUCCEEDED', name: 'one', input: '{"n":1}', output: '2' });
    expect(described.startDate).toEqual(new Date(states.clock.now()));
  });
});
