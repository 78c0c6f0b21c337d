import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { StatementCancelledError } from '../engine.ts';

/** A running statement: where its cancellation shows, and the connection that it has got. */
export interface Run {
  /** Reads a flag that another thread may set while this one is busy. */
  readonly isCancelled: () => boolean;
  /** Fires when this thread hears of the cancellation. */
  readonly signal: AbortSignal;
  connection: PooledConnection | undefined;
}

/** The run of work that no one can cancel. */
export function uncancellableRun(): Run {
  return { isCancelled: () => false, signal: new AbortController().signal, connection: undefined };
}

/** A DuckDB connection that one run at a time uses. */
export interface PooledConnection {
  readonly duckdb: DuckDBConnection;
}

/** The connections of one engine: readers run side by side, changes one after another, as Redshift locks tables. */
export interface Connections {
  read<T>(run: Run, work: (connection: PooledConnection) => Promise<T>): Promise<T>;
  change<T>(run: Run, work: (connection: PooledConnection) => Promise<T>): Promise<T>;
  /** True when the run that uses this DuckDB connection is cancelled; scoring functions ask on every chunk. */
  isCancelled(connectionId: number): boolean;
}

/** A running query holds one of the process's four thread-pool threads; one reader fewer leaves one to the files. */
const readerCount = 2;

/** Opens the pool. */
export async function openConnections(instance: DuckDBInstance): Promise<Connections> {
  const runs = new Map<number, Run>();
  const readers = openLane(await connect(instance, readerCount), runs);
  const changers = openLane(await connect(instance, 1), runs);
  return {
    read: readers,
    change: changers,
    isCancelled: (connectionId) => runs.get(connectionId)?.isCancelled() ?? false,
  };
}

async function connect(instance: DuckDBInstance, count: number): Promise<PooledConnection[]> {
  const connections: PooledConnection[] = [];
  for (let index = 0; index < count; index += 1) connections.push({ duckdb: await instance.connect() });
  return connections;
}

type Lane = <T>(run: Run, work: (connection: PooledConnection) => Promise<T>) => Promise<T>;

/** Statements wait in a line for the next free connection. */
function openLane(free: PooledConnection[], runs: Map<number, Run>): Lane {
  const waiting = new Set<(connection: PooledConnection) => void>();
  const acquire = (signal: AbortSignal) =>
    new Promise<PooledConnection>((resolve, reject) => {
      const connection = free.pop();
      if (connection) return resolve(connection);
      const take = (freed: PooledConnection) => {
        signal.removeEventListener('abort', leave);
        resolve(freed);
      };
      const leave = () => {
        waiting.delete(take);
        reject(new StatementCancelledError('The statement was cancelled before it began'));
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(take);
    });
  const release = (connection: PooledConnection) => {
    const [next] = waiting;
    if (!next) return free.push(connection);
    waiting.delete(next);
    return next(connection);
  };
  return async (run, work) => {
    const connection = await acquire(run.signal);
    const { connectionId } = connection.duckdb.clientContext;
    try {
      if (run.isCancelled()) throw new StatementCancelledError('The statement was cancelled before it began');
      run.connection = connection;
      runs.set(connectionId, run);
      return await work(connection);
    } finally {
      run.connection = undefined;
      runs.delete(connectionId);
      release(connection);
    }
  };
}

/** All or nothing: rolls back when the work fails. */
export async function inTransaction<T>(connection: PooledConnection, work: () => Promise<T>): Promise<T> {
  await connection.duckdb.run('BEGIN');
  try {
    const result = await work();
    await connection.duckdb.run('COMMIT');
    return result;
  } catch (error) {
    await connection.duckdb.run('ROLLBACK');
    throw error;
  }
}
