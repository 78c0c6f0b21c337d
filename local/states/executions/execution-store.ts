import type { Ending, Execution } from './execution.ts';
import type { StateFile } from './state-file.ts';

/** The executions of all state machines, the latest first. */
export interface ExecutionStore {
  list(): readonly Execution[];
  find(arn: string): Execution | undefined;
  /** Keeps a new execution, or one as it now stands; resolves when it is kept. */
  put(execution: Execution): Promise<void>;
  /** Tells of an execution as it now stands, and keeps it when anything is kept next. */
  note(execution: Execution): void;
  /** Forgets an execution that could not be kept. */
  remove(arn: string): void;
}

/** AWS tells of an execution for 90 days after its end. */
const keptMs = 90 * 86_400_000;

const mostKept = 1_000;

/** What ends the executions that were running when an earlier process ended. */
const interrupted: Ending = {
  status: 'ABORTED',
  cause: 'The process that ran this execution ended before the execution did.',
};

/**
 * Opens the store; executions that an earlier process left running are aborted.
 *
 * @throws DamagedStateError when what an earlier process wrote cannot be read.
 */
export function openExecutionStore(file: StateFile, now: () => number): ExecutionStore {
  const executions = new Map<string, Execution>();
  for (const execution of [...file.read()].reverse()) {
    const isRunning = execution.status === 'RUNNING';
    executions.set(execution.arn, isRunning ? { ...execution, ...interrupted, stopDate: now() } : execution);
  }
  const list = () => [...executions.values()].reverse();

  function forgetOld(): void {
    for (const { arn, status, stopDate = 0 } of executions.values()) {
      if (status === 'RUNNING') continue;
      if (stopDate + keptMs < now() || executions.size > mostKept) executions.delete(arn);
    }
  }

  return {
    list,
    find: (arn) => executions.get(arn),
    note: (execution) => void executions.set(execution.arn, execution),
    remove: (arn) => void executions.delete(arn),
    put(execution) {
      executions.set(execution.arn, execution);
      forgetOld();
      return file.write(list);
    },
  };
}
