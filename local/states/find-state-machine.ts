import { ServiceError } from '../aws-json.ts';
import type { StateMachine } from './state-machine.ts';

/** The state machine with this ARN. Throws ServiceError StateMachineDoesNotExist. */
export function findStateMachine(machines: readonly StateMachine[], stateMachineArn: string): StateMachine {
  const found = machines.find(({ arn }) => arn === stateMachineArn);
  if (found) return found;
  throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
}
