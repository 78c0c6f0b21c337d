import { randomUUID } from 'node:crypto';
import { ServiceError } from '../../aws-json.ts';
import { findStateMachine } from '../find-state-machine.ts';
import type { StateMachine } from '../state-machine.ts';
import type { Execution } from './execution.ts';
import { createHistory, type History } from './history.ts';
import { type Play, playExecution } from './play-execution.ts';
import { ExecutionAbortedError } from './run-execution.ts';

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
export interface ExecutorOptions extends Omit<Play, 'machine' | 'history' | 'signal'> {
  readonly machines: readonly StateMachine[];
}

interface Underway {
  readonly execution: Execution;
  readonly abort: AbortController;
  readonly begun: Promise<StartedExecution>;
}

/** Makes the executor. */
export function createExecutor(options: ExecutorOptions): Executor {
  const { machines, store, clock } = options;
  const underway = new Map<string, Underway>();
  const histories = new Map<string, History>();
  let isClosed = false;

  async function start({ stateMachineArn, name = randomUUID(), input = '{}' }: ExecutionRequest) {
    const machine = findStateMachine(machines, stateMachineArn);
    requireJson(input);
    if (isClosed) throw new Error('An execution was started after the end of the local Step Functions');
    const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const known = underway.get(arn);
    if (known && known.execution.input === input) return known.begun;
    if (store.find(arn)) throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    const execution: Execution = { arn, stateMachineArn, name, input, status: 'RUNNING', startDate: clock.now() };
    const abort = new AbortController();
    const begun = begin(machine, execution, abort.signal);
    underway.set(arn, { execution, abort, begun });
    return begun;
  }

  /** An execution that cannot be kept does not run. */
  async function begin(machine: StateMachine, execution: Execution, signal: AbortSignal): Promise<StartedExecution> {
    try {
      await store.put(execution);
    } catch (error) {
      underway.delete(execution.arn);
      store.remove(execution.arn);
      throw error;
    }
    for (const arn of histories.keys()) if (!store.find(arn)) histories.delete(arn);
    return { execution, ended: run(machine, execution, signal) };
  }

  async function run(machine: StateMachine, execution: Execution, signal: AbortSignal): Promise<Execution> {
    const history = createHistory(clock.now);
    histories.set(execution.arn, history);
    const ended = await playExecution(execution, { ...options, machine, history, signal });
    underway.delete(execution.arn);
    return ended;
  }

  async function stop(executionArn: string, error?: string, cause?: string): Promise<void> {
    const found = underway.get(executionArn);
    found?.abort.abort(new ExecutionAbortedError(error, cause));
    await (await found?.begun)?.ended;
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

function requireJson(input: string): void {
  try {
    JSON.parse(input);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ServiceError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);
  }
}
