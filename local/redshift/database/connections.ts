import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Caller } from '../access/caller.ts';
import { StatementCancelledError } from '../engine.ts';
import { openLane } from './lane.ts';

/** A running statement: where its cancellation shows, and the connection that it has got. */
export interface Run {
  /** Reads a flag that another thread may set while this one is busy. */
  readonly isCancelled: () => boolean;
  /** Fires when this thread hears of the cancellation. */
  readonly signal: AbortSignal;
  cancel(): void;
  connection: PooledConnection | undefined;
  /** What DuckDB shall search for names without a schema; undefined for its own default. */
  searchPath?: string | undefined;
  /** Tells the functions of the statement who asks; undefined for work of the engine's own. */
  findCaller?: () => Caller;
}

/** The run of work that no one can cancel. */
export function uncancellableRun(): Run {
  return { isCancelled: () => false, signal: new AbortController().signal, cancel: () => {}, connection: undefined };
}

/** A DuckDB connection that one run at a time uses. */
export interface PooledConnection {
  readonly duckdb: DuckDBConnection;
  searchPath: string | undefined;
  /** True between a session's BEGIN and its COMMIT or ROLLBACK. */
  inTransaction: boolean;
}

/** What runs statements: readers side by side, changes one after another, as Redshift locks tables. */
export interface Connections {
  /** In one transaction, in which no other's change shows. */
  read<T>(run: Run, work: (connection: PooledConnection) => Promise<T>): Promise<T>;
  change<T>(run: Run, work: (connection: PooledConnection) => Promise<T>): Promise<T>;
  /** True when the run that uses this DuckDB connection is cancelled; scoring functions ask on every chunk. */
  isCancelled(connectionId: number): boolean;
}

/** One session's own connection; it takes part in the order of all changes. */
export interface SessionConnections extends Connections {
  readonly connection: PooledConnection;
  begin(): Promise<void>;
  /** @param beforeLeaving what other changes wait for, too, once the transaction has ended as it should. */
  end(outcome: 'COMMIT' | 'ROLLBACK', beforeLeaving?: () => Promise<void>): Promise<void>;
  /** Rolls back what is open; no statement may run. */
  close(): Promise<void>;
}

/** The connections of one engine. */
export interface ConnectionPool extends Connections {
  openSession(): Promise<SessionConnections>;
  /** Who runs the statement on this DuckDB connection. */
  callerOf(connectionId: number): Caller | undefined;
}

/** A running query holds one of the process's four thread-pool threads; one reader fewer leaves one to the files. */
const readerCount = 2;

/** Opens the pool. */
export async function openConnections(instance: DuckDBInstance): Promise<ConnectionPool> {
  const runs = new Map<number, Run>();
  const readers = openLane(await connect(instance, readerCount));
  const changers = openLane(await connect(instance, 1));
  const use: Use = (run, connection, work) => useConnection(runs, run, connection, work);
  const read: Use = (run, connection, work) =>
    use(run, connection, () => inTransaction(run, connection, () => work(connection)));
  const isCancelled = (connectionId: number) => runs.get(connectionId)?.isCancelled() ?? false;
  return {
    read: (run, work) => readers.hold(run.signal, (connection) => read(run, connection, work)),
    change: (run, work) => changers.hold(run.signal, (connection) => use(run, connection, work)),
    isCancelled,
    callerOf: (connectionId) => runs.get(connectionId)?.findCaller?.(),
    openSession: async () => {
      const [connection] = await connect(instance, 1);
      if (!connection) throw new Error('DuckDB gave no connection');
      return sessionConnections(connection, { readers, changers, use, read, isCancelled });
    },
  };
}

async function connect(instance: DuckDBInstance, count: number): Promise<PooledConnection[]> {
  const connections: PooledConnection[] = [];
  for (let index = 0; index < count; index += 1) {
    connections.push({ duckdb: await instance.connect(), searchPath: undefined, inTransaction: false });
  }
  return connections;
}

type Use = <T>(
  run: Run,
  connection: PooledConnection,
  work: (connection: PooledConnection) => Promise<T>,
) => Promise<T>;

async function useConnection<T>(
  runs: Map<number, Run>,
  run: Run,
  connection: PooledConnection,
  work: (connection: PooledConnection) => Promise<T>,
): Promise<T> {
  const { connectionId } = connection.duckdb.clientContext;
  try {
    if (run.isCancelled()) throw new StatementCancelledError('The statement was cancelled before it began');
    runs.set(connectionId, run);
    await setSearchPath(connection, run.searchPath);
    run.connection = connection;
    return await work(connection);
  } finally {
    run.connection = undefined;
    runs.delete(connectionId);
  }
}

async function setSearchPath(connection: PooledConnection, path: string | undefined): Promise<void> {
  if (connection.searchPath === path) return;
  await connection.duckdb.run(path === undefined ? 'RESET search_path' : `SET search_path = ${path}`);
  connection.searchPath = path;
}

interface SharedLanes {
  readonly readers: ReturnType<typeof openLane<PooledConnection>>;
  readonly changers: ReturnType<typeof openLane<PooledConnection>>;
  readonly use: Use;
  readonly read: Use;
  readonly isCancelled: Connections['isCancelled'];
}

/** A session holds a place in a lane for as long as it works, and from a transaction's first change to its end. */
function sessionConnections(connection: PooledConnection, lanes: SharedLanes): SessionConnections {
  const { readers, changers, use, read, isCancelled } = lanes;
  let place: PooledConnection | undefined;
  const leave = () => {
    if (place) changers.release(place);
    place = undefined;
  };
  // Nothing before it: a transaction that has failed takes no other statement, and one that is cancelled has to end, too.
  const end: SessionConnections['end'] = async (outcome, beforeLeaving) => {
    try {
      await connection.duckdb.run(outcome).finally(() => {
        connection.inTransaction = false;
      });
      await beforeLeaving?.();
    } finally {
      leave();
    }
  };
  return {
    connection,
    isCancelled,
    read: (run, work) =>
      place ? use(run, connection, work) : readers.hold(run.signal, () => read(run, connection, work)),
    change: async (run, work) => {
      if (!connection.inTransaction) return changers.hold(run.signal, () => use(run, connection, work));
      place ??= await changers.acquire(run.signal);
      return use(run, connection, work);
    },
    begin: async () => {
      await connection.duckdb.run('BEGIN');
      connection.inTransaction = true;
    },
    end,
    close: async () => {
      if (connection.inTransaction) await end('ROLLBACK');
      connection.duckdb.closeSync();
    },
  };
}

/**
 * All or nothing: rolls back when the work fails. In a session's transaction the session decides.
 *
 * Reads need it too: DuckDB plans a prepared statement by the values that its tables hold at that time, and packs texts
 * and numbers into as few bytes as those need. Values that another connection commits before the plan runs are cut off.
 */
export async function inTransaction<T>(run: Run, connection: PooledConnection, work: () => Promise<T>): Promise<T> {
  if (connection.inTransaction) return work();
  await bound(run, connection, 'BEGIN');
  const result = await work().catch(async (error) => {
    await bound(run, connection, 'ROLLBACK');
    throw error;
  });
  // One that fails has rolled back.
  await bound(run, connection, 'COMMIT');
  return result;
}

/**
 * Begins or ends a transaction out of a cancellation's reach: DuckDB would stop in the middle, and the connection be left
 * in a transaction that has failed.
 */
async function bound(
  run: Run,
  connection: PooledConnection,
  statement: 'BEGIN' | 'COMMIT' | 'ROLLBACK',
): Promise<void> {
  run.connection = undefined;
  try {
    await connection.duckdb.run(statement);
  } finally {
    run.connection = connection;
  }
}
