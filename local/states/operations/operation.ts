import { type InputOf, readInput, type StructureShape } from '../../constraints.ts';
import type { Iam, Principal } from '../../iam/iam.ts';
import type { ExecutionStore } from '../executions/execution-store.ts';
import type { Executor } from '../executions/executor.ts';
import type { StateMachine } from '../state-machine.ts';

/** What every operation works on. */
export interface StatesApi {
  readonly iam: Iam;
  /** When the state machines came to be, ms since the epoch. */
  readonly startedAt: number;
  readonly machines: readonly StateMachine[];
  readonly executor: Executor;
  readonly store: ExecutionStore;
}

/** One operation of Step Functions. */
export interface Operation {
  /** As in `X-Amz-Target: AWSStepFunctions.<name>`. */
  readonly name: string;
  /** What its request may hold. */
  readonly shape: StructureShape;
  /** Answers a request's body with the output. Throws ServiceError. */
  call(api: StatesApi, principal: Principal, body: Buffer): Promise<object>;
}

/** Makes an operation of its name, its input's shape and what it does. */
export function operation<const S extends StructureShape>(
  name: string,
  shape: S,
  run: (api: StatesApi, principal: Principal, input: InputOf<S>) => Promise<object>,
): Operation {
  return { name, shape, call: async (api, principal, body) => run(api, principal, readInput(shape, body)) };
}
