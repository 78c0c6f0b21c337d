import type { Engine } from '../../redshift/engine.ts';
import { type Execution, isFinal, type Progress, type Status, type SubmittedStatement } from './statement.ts';

type Writable<Item> = { -readonly [Key in keyof Item]: Item[Key] };

/** What runs statements, and what they are told by. */
export interface StatementRunner {
  readonly engine: Engine;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Told of whatever the engine threw that is no error of SQL. */
  readonly onError: (error: unknown) => void;
}

/** A statement as its runner sees it. */
export interface RunningStatement extends SubmittedStatement {
  readonly executions: readonly RunningExecution[];
  readonly progress: Writable<Progress>;
  readonly run: Run;
}

/** One SQL text as its runner sees it. */
export type RunningExecution = Writable<Execution>;

/** What a request to cancel needs to know. */
export interface Run {
  /** What the engine runs at this moment. */
  engineStatementId: string | undefined;
  isCancelled: boolean;
  /** Set when all that is left is to commit or to undo, and it is too late to stop. */
  isEnding: boolean;
}

/** Notes a new status and its time. */
export function moveTo(progress: Writable<Progress>, status: Status, { clock }: StatementRunner): void {
  progress.status = status;
  progress.updatedAt = clock();
}

/** Stops what runs and all that would follow; false when the end has come first. */
export async function cancelRun({ engine }: StatementRunner, statement: RunningStatement): Promise<boolean> {
  const { run, progress } = statement;
  if (isFinal(progress.status)) return false;
  if (!run.isEnding) {
    run.isCancelled = true;
    // Whatever comes next looks at the mark before it begins.
    if (run.engineStatementId === undefined || (await engine.cancel(run.engineStatementId))) return true;
  }
  await statement.ended;
  return progress.status === 'ABORTED';
}
