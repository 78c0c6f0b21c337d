import { asText } from '../../template/values.ts';
import type { SdkCall, SdkCallContext } from '../sdk-call.ts';

/**
 * Starts an execution of a state machine, unless one with the same input runs or has succeeded: the stack then is as it was.
 * Gives a line that says what became of it.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 *
 * @throws ServiceError AccessDeniedException, StateMachineDoesNotExist or InvalidExecutionInput.
 */
export async function startExecution({ where, parameters }: SdkCall, context: SdkCallContext): Promise<string> {
  const stateMachineArn = asText(parameters.stateMachineArn, `${where}.Create.parameters.stateMachineArn`);
  const input = asText(parameters.input ?? '{}', `${where}.Create.parameters.input`);
  context.authorize('states:StartExecution', stateMachineArn);
  const earlier = context.states
    .executions()
    .find(
      (known) =>
        known.stateMachineArn === stateMachineArn &&
        known.input === input &&
        (known.status === 'SUCCEEDED' || known.status === 'RUNNING'),
    );
  if (earlier) return `${earlier.arn} has this input, and is ${earlier.status}`;
  const { execution } = await context.states.startExecution({ stateMachineArn, input });
  return `started ${execution.arn}`;
}
