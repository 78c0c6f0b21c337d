import { describeFault } from '../../describe-fault.ts';
import type { Execution } from './execution.ts';
import type { ExecutionStore } from './execution-store.ts';
import { type ExecutionSurroundings, runExecution } from './run-execution.ts';
import { type Transition, transitions } from './transition.ts';

/** What an execution is played with. */
export interface Play extends Omit<ExecutionSurroundings, 'onEnter' | 'onFault'> {
  readonly store: ExecutionStore;
  readonly log: (line: string) => void;
}

/** Runs an execution to its end; each step is kept and told of. Never rejects. */
export async function playExecution(begun: Execution, play: Play): Promise<Execution> {
  const { machine, clock, store, log } = play;
  let current = begun;
  const tell = (step: Pick<Transition, 'status' | 'state'>) => {
    const transition: Transition = { executionArn: begun.arn, stateMachineArn: machine.arn, ...step };
    transitions.publish(transition);
  };
  const keep = (execution: Execution) =>
    store.put(execution).catch((error) => log(`states: ${begun.arn} is not kept: ${describeFault(error)}`));
  const ending = await runExecution(begun, {
    ...play,
    onEnter(state, isInner) {
      current = { ...current, currentState: state };
      // There are many states within others, and each write takes its time.
      if (isInner) store.note(current);
      else void keep(current);
      tell({ status: 'RUNNING', state });
    },
    onFault: (error) => log(`states: ${begun.arn}: ${describeFault(error)}`),
  });
  const ended = { ...current, ...ending, stopDate: clock.now() };
  await keep(ended);
  if (ended.status !== 'SUCCEEDED') log(`states: ${machine.name} ${begun.name} ${describeEnding(ended)}`);
  tell({ status: ended.status });
  return ended;
}

function describeEnding({ status, currentState, error, cause }: Execution): string {
  const reasons = [error, cause].filter((reason) => reason !== undefined).join(': ');
  return `${status} in ${currentState ?? 'no state'}${reasons && `: ${reasons}`}`;
}
