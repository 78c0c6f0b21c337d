import type { DuckDBConnection } from '@duckdb/node-api';
import { failInterruptedTrainings, reloadModels } from '../redshift-ml/statements/finish-training.ts';
import { readCatalog } from './access/catalog.ts';
import { openConnections, type Run } from './database/connections.ts';
import { asDamage, openDatabase } from './database/open-database.ts';
import { catalogSchema } from './database/system-catalog.ts';
import type { Progress, Statement, StatementResult } from './engine.ts';
import type { EngineContext } from './statements/context.ts';
import { runStatement } from './statements/run-statement.ts';
import type { EngineOptions } from './thread-messages.ts';

/** The engine as its own thread sees it; `slot` names a statement in flight. */
export interface ThreadEngine {
  execute(slot: number, statement: Statement): Promise<StatementResult>;
  cancel(slot: number): void;
  /** Ends what runs, checkpoints and closes. */
  close(): Promise<void>;
}

/** DuckDB forgets an interrupt that comes before the query has begun, so it is repeated until the statement ends. */
const interruptEveryMs = 10;

/**
 * Opens the database and all that its last process left ready.
 *
 * @throws DamagedStateError when the database or a model cannot be read.
 */
export async function openThreadEngine(
  options: EngineOptions,
  flags: Int32Array,
  reportProgress: (progress: Progress) => void,
): Promise<ThreadEngine> {
  try {
    return await open(options, flags, reportProgress);
  } catch (error) {
    // DuckDB reads a part of its file only when a query asks for it.
    throw asDamage(options.folder, error);
  }
}

async function open(
  options: EngineOptions,
  flags: Int32Array,
  reportProgress: (progress: Progress) => void,
): Promise<ThreadEngine> {
  const instance = await openDatabase(options.folder);
  const connection = await instance.connect();
  await failInterruptedTrainings(connection);
  await ensureAdmin(connection, options.adminUser);
  let catalog = await readCatalog(connection, 1);
  const context: EngineContext = {
    folder: options.folder,
    bucketsFolder: options.bucketsFolder,
    connections: await openConnections(instance),
    plans: new Map(),
    trainings: new Map(),
    catalog: () => catalog,
    reloadCatalog: async ({ duckdb }) => {
      catalog = await readCatalog(duckdb, catalog.version + 1);
    },
    reportProgress,
    reportFault: (error) => {
      // Thrown outside of any promise, so that the thread ends and its owner hears of it.
      setImmediate(() => {
        throw error;
      });
    },
  };
  reloadModels(context, connection);
  const running = new Map<number, RunningStatement>();
  return {
    execute: (slot, statement) => track(running, slot, flags, (run) => runStatement(statement, run, context)),
    cancel: (slot) => running.get(slot)?.cancel(),
    close: async () => {
      const underWay = () => [...context.trainings.values(), ...running.values()];
      // Node aborts when a thread ends while DuckDB still has an answer for it; a statement may start a training yet.
      while (underWay().length > 0) {
        for (const work of underWay()) work.cancel();
        await Promise.allSettled(underWay().map(({ ended }) => ended));
      }
      await connection.run('CHECKPOINT');
      connection.closeSync();
      instance.closeSync();
    },
  };
}

interface RunningStatement {
  readonly cancel: () => void;
  readonly ended: Promise<unknown>;
}

async function track(
  running: Map<number, RunningStatement>,
  slot: number,
  flags: Int32Array,
  work: (run: Run) => Promise<StatementResult>,
): Promise<StatementResult> {
  const abort = new AbortController();
  const isCancelled = () => abort.signal.aborted || Atomics.load(flags, slot) === 1;
  const run: Run = { isCancelled, signal: abort.signal, connection: undefined };
  let interrupting: NodeJS.Timeout | undefined;
  const cancel = () => {
    abort.abort();
    interrupting ??= setInterval(() => run.connection?.duckdb.interrupt(), interruptEveryMs);
    run.connection?.duckdb.interrupt();
  };
  const ended = work(run);
  running.set(slot, { cancel, ended });
  try {
    return await ended;
  } finally {
    clearInterval(interrupting);
    running.delete(slot);
  }
}

async function ensureAdmin(connection: DuckDBConnection, adminUser: string): Promise<void> {
  await connection.run(
    `INSERT INTO ${catalogSchema}.users SELECT nextval('${catalogSchema}.identifiers'), $1, true
     WHERE NOT EXISTS (SELECT 1 FROM ${catalogSchema}.users WHERE user_name = $1)`,
    [adminUser],
  );
}
