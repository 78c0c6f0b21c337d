import type { DuckDBConnection } from '@duckdb/node-api';
import type { Catalog } from '../access/catalog.ts';
import type { Connections, PooledConnection, Run } from '../database/connections.ts';
import type { Progress, StatementResult } from '../engine.ts';
import type { FindBucketRights } from '../namespace/bucket-rights.ts';
import type { Settings } from '../session/parameters.ts';
import type { Session } from '../session/session.ts';
import type { TokenReader } from '../syntax/token-reader.ts';
import type { Token } from '../syntax/tokens.ts';
import type { PlanCache } from './plan-query.ts';

/** A training that its statement has left behind. */
export interface UnderWay {
  cancel(): void;
  /** Resolves when the catalog says how it ended. */
  readonly ended: Promise<void>;
}

/** What every statement of one engine shares. */
export interface EngineContext {
  /** Holds the database file and the models. */
  readonly folder: string;
  /** Holds one folder for each bucket. */
  readonly bucketsFolder: string;
  readonly bucketRights: FindBucketRights;
  readonly connections: Connections;
  /** Writes what the service logs in its system tables, whatever becomes of the statement's transaction. */
  readonly log: DuckDBConnection;
  /** The session that the statement runs in; undefined for one that stands alone. */
  readonly session?: Session;
  /** What a session's statement leaves behind works with: the engine without any session; undefined outside of one. */
  readonly outside?: EngineContext;
  readonly plans: PlanCache;
  /** Models that train, by id. */
  readonly trainings: Map<number, UnderWay>;
  catalog(): Catalog;
  /** Must follow every change of users, roles, privileges, owners, names and models. */
  reloadCatalog(connection: PooledConnection): Promise<void>;
  reportProgress(progress: Progress): void;
  /** For what goes wrong outside of any statement; it ends the engine. */
  reportFault(error: unknown): void;
}

/** One statement on its way through the engine. */
export interface Call {
  readonly sql: string;
  /** Without the final semicolon. */
  readonly tokens: readonly Token[];
  /** Stands at the first token. */
  readonly reader: TokenReader;
  readonly parameters: ReadonlyMap<string, string>;
  readonly user: string;
  /** The configuration parameters in force. */
  readonly settings: Settings;
  /** Schemas that names without one are looked for in. */
  readonly path: readonly string[];
  /** The database that the user has connected to; an engine holds one, whatever its name. */
  readonly database: string;
  readonly run: Run;
}

/** Runs the statements of one kind. */
export type StatementHandler = (call: Call, context: EngineContext) => Promise<StatementResult>;
