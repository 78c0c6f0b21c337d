import { SFNClient } from '@aws-sdk/client-sfn';
import type { LocalCloud } from '../../local/stack.ts';
import { followTraining, startTraining } from '../deployment/training.ts';

/**
 * Runs the training workflow and gives the number of the version that answers now.
 *
 * @throws Error with the error and the cause that the workflow ended with.
 */
export async function train({ operator, template }: LocalCloud): Promise<number> {
  const client = new SFNClient(operator);
  const { executionArn } = await startTraining(client, template.outputs.TrainingStateMachineArn ?? '');
  return followTraining({ client, executionArn, pollMs: 100 });
}
