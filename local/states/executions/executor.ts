import { randomUUID } from 'node:crypto';
import { ServiceError } from '../../aws-json.ts';
import { describeFault } from '../../describe-fault.ts';
import { findStateMachine } from '../find-state-machine.ts';
import type { StateMachine } from '../state-machine.ts';
import type { Execution } from './execution.ts';
import type { ExecutionStore } from './execution-store.ts';
import { createHistory, type History } from './history.ts';
import { ExecutionAbortedError, type ExecutionSurroundings, runExecution } from './run-execution.ts';

/** What an execution is started with. */
export interface ExecutionRequest {
  readonly stateMachineArn: string;
  /** @default a UUID */
  readonly name?: string | undefined;
  /** JSON text. @default {} */
  readonly input?: string | undefined;
}

/** An execution that was started. */
export interface StartedExecution {
  readonly execution: Execution;
  /** The execution as it ended; never rejects. */
  readonly ended: Promise<Execution>;
}

/** A step of an execution: a state that was entered, or its end. */
export interface Transition {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly status: Execution['status'];
  /** The state that was entered; undefined at the end. */
  readonly state?: string;
}

/** Starts executions, and ends them early. */
export interface Executor {
  /** Throws ServiceError StateMachineDoesNotExist, InvalidExecutionInput or ExecutionAlreadyExists. */
  start(request: ExecutionRequest): Promise<StartedExecution>;
  /** Ends an execution, if it is under way; resolves when it has ended. */
  stop(executionArn: string, error: string | undefined, cause: string | undefined): Promise<void>;
  /** Stops every execution under way; none starts any more. */
  close(): Promise<void>;
  /** The history of an execution of this process. */
  history(executionArn: string): History | undefined;
}

/** What the executor works with. */
export interface ExecutorOptions extends Pick<ExecutionSurroundings, 'clock' | 'random' | 'region' | 'assumeRole'> {
  readonly machines: readonly StateMachine[];
  readonly store: ExecutionStore;
  readonly onTransition: (transition: Transition) => void;
  readonly log: (line: string) => void;
}

interface Underway extends StartedExecution {
  readonly abort: AbortController;
}

/** Makes the executor. */
export function createExecutor(options: ExecutorOptions): Executor {
  const { machines, store, clock, log } = options;
  const underway = new Map<string, Underway>();
  const histories = new Map<string, History>();
  let isClosed = false;

  async function start({ stateMachineArn, name = randomUUID(), input = '{}' }: ExecutionRequest) {
    const machine = findStateMachine(machines, stateMachineArn);
    requireJson(input);
    if (isClosed) throw new Error('An execution was started after the end of the local Step Functions');
    const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const known = underway.get(arn);
    if (known && known.execution.input === input) return known;
    if (store.find(arn)) throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    const begun: Execution = { arn, stateMachineArn, name, input, status: 'RUNNING', startDate: clock.now() };
    const kept = store.put(begun);
    const abort = new AbortController();
    const started = { execution: begun, abort, ended: kept.then(() => run(machine, begun, abort.signal)) };
    underway.set(arn, started);
    await kept;
    return started;
  }

  async function run(machine: StateMachine, begun: Execution, signal: AbortSignal): Promise<Execution> {
    let current = begun;
    const history = createHistory(clock.now);
    histories.set(begun.arn, history);
    const tell = (transition: Pick<Transition, 'status' | 'state'>) =>
      options.onTransition({ executionArn: begun.arn, stateMachineArn: machine.arn, ...transition });
    const keep = (execution: Execution) => {
      current = execution;
      return store.put(execution).catch((error) => log(`states: ${begun.arn} is not kept: ${describeFault(error)}`));
    };
    const ending = await runExecution(begun, {
      ...{ machine, clock, history, signal },
      ...{ random: options.random, region: options.region, assumeRole: options.assumeRole },
      onEnter(state) {
        void keep({ ...current, currentState: state });
        tell({ status: 'RUNNING', state });
      },
      onFault: (error) => log(`states: ${begun.arn}: ${describeFault(error)}`),
    });
    const ended = { ...current, ...ending, stopDate: clock.now() };
    await keep(ended);
    underway.delete(begun.arn);
    if (ended.status !== 'SUCCEEDED') log(`states: ${machine.name} ${begun.name} ${describeEnding(ended)}`);
    tell({ status: ended.status });
    return ended;
  }

  async function stop(executionArn: string, error?: string, cause?: string): Promise<void> {
    const found = underway.get(executionArn);
    found?.abort.abort(new ExecutionAbortedError(error, cause));
    await found?.ended;
  }

  return {
    start,
    stop,
    async close() {
      isClosed = true;
      await Promise.all([...underway.keys()].map((arn) => stop(arn, undefined, 'The local cloud was closed.')));
    },
    history: (executionArn) => histories.get(executionArn),
  };
}

function describeEnding({ status, currentState, error, cause }: Execution): string {
  const reasons = [error, cause].filter((reason) => reason !== undefined).join(': ');
  return `${status} in ${currentState ?? 'no state'}${reasons && `: ${reasons}`}`;
}

function requireJson(input: string): void {
  try {
    JSON.parse(input);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ServiceError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);
  }
}
