import type { DuckDBConnection } from '@duckdb/node-api';
import { failInterruptedTrainings, reloadModels } from '../redshift-ml/statements/finish-training.ts';
import { nextCatalogVersion } from './access/catalog.ts';
import { readCatalog } from './access/read-catalog.ts';
import { type ConnectionPool, openConnections, type Run } from './database/connections.ts';
import { asDamage, openDatabase } from './database/open-database.ts';
import { catalogSchema } from './database/system-catalog.ts';
import type { Progress, Statement, StatementResult } from './engine.ts';
import { createBucketRights } from './namespace/bucket-rights.ts';
import { createSessions } from './session/sessions.ts';
import type { EngineContext } from './statements/context.ts';
import { runStatement } from './statements/run-statement.ts';
import type { EngineOptions } from './thread-messages.ts';
import { clearAside } from './unload/unload-files.ts';

/** The engine as its own thread sees it; `slot` names a statement in flight. */
export interface ThreadEngine {
  execute(slot: number, statement: Statement): Promise<StatementResult>;
  cancel(slot: number): void;
  /** Rolls back and forgets the session. */
  closeSession(id: string): Promise<void>;
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
  clearAside(options.bucketsFolder);
  let pool: ConnectionPool | undefined;
  const findCaller = (connectionId: number) => pool?.callerOf(connectionId);
  const instance = await openDatabase(options.folder, options.bucketsFolder, findCaller);
  const connection = await instance.connect();
  await failInterruptedTrainings(connection);
  await ensureAdmin(connection, options.adminUser);
  let catalog = await readCatalog(connection, nextCatalogVersion());
  pool = await openConnections(instance);
  const context: EngineContext = {
    folder: options.folder,
    bucketsFolder: options.bucketsFolder,
    bucketRights: createBucketRights(options.namespaceRoles),
    connections: pool,
    log: connection,
    plans: new Map(),
    trainings: new Map(),
    catalog: () => catalog,
    reloadCatalog: async ({ duckdb }) => {
      catalog = await readCatalog(duckdb, nextCatalogVersion());
    },
    reportProgress,
    reportFault: (error) => {
      // Thrown outside of any promise, so that the thread ends and its owner hears of it.
      setImmediate(() => {
        throw error;
      });
    },
  };
  await reloadModels(context, connection);
  const sessions = createSessions(pool, context);
  const running = new Map<number, RunningStatement>();
  return {
    execute: (slot, statement) => track(running, slot, flags, (run) => runStatement(statement, run, context, sessions)),
    cancel: (slot) => running.get(slot)?.cancel(),
    closeSession: sessions.close,
    close: async () => {
      // Node aborts when a thread ends while DuckDB still has an answer for it; a statement may start a training yet,
      // and a session's transaction may keep a training from writing how it ended.
      await cancelAll(() => [...running.values()]);
      await sessions.closeAll();
      await cancelAll(() => [...context.trainings.values(), ...running.values()]);
      await connection.run('CHECKPOINT');
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function cancelAll(underWay: () => RunningStatement[]): Promise<void> {
  while (underWay().length > 0) {
    for (const work of underWay()) work.cancel();
    await Promise.allSettled(underWay().map(({ ended }) => ended));
  }
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
  let interrupting: NodeJS.Timeout | undefined;
  const cancel = () => {
    abort.abort();
    interrupting ??= setInterval(() => run.connection?.duckdb.interrupt(), interruptEveryMs);
    run.connection?.duckdb.interrupt();
  };
  const run: Run = { isCancelled, signal: abort.signal, cancel, connection: undefined };
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
    `INSERT INTO ${catalogSchema}.users (user_id, user_name, is_superuser, has_password)
     SELECT nextval('${catalogSchema}.identifiers'), $1, true, true
     WHERE NOT EXISTS (SELECT 1 FROM ${catalogSchema}.users WHERE user_name = $1)`,
    [adminUser],
  );
}
