import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Work that is measured in a process of its own. */
export type Task =
  /** A statement, on a database that stays on disk. */
  | { readonly kind: 'sql'; readonly folder: string; readonly bucketsFolder: string; readonly sql: string }
  /** DuckDB's own reader of CSV into a table like COPY's. */
  | { readonly kind: 'read-csv'; readonly folder: string; readonly path: string }
  /** The trees of the folder's model, walked without a database. */
  | { readonly kind: 'walk'; readonly folder: string; readonly rows: number };

/** What a task took. */
export interface Measured {
  readonly rows: number;
  readonly seconds: number;
  /** Resident memory of the process before the work. */
  readonly idleBytes: number;
  /** Its most, at any time. */
  readonly peakBytes: number;
}

/** Does a task in a fresh process; rejects when the process ends without a result. */
export async function measure(task: Task): Promise<Measured> {
  const child = fork(fileURLToPath(new URL('./measured-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`The process for ${task.kind} ended with code ${code}`);
  });
  const said = once(child, 'message');
  child.send(task);
  const [measured] = await Promise.race([said, ended]);
  // Its end is no failure any more.
  await ended.catch(() => undefined);
  return measured as Measured;
}
