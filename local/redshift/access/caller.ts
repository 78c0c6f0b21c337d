import type { Catalog } from './catalog.ts';

/** Who asks in a running statement, and what he sees; what current_user and the system views answer by. */
export interface Caller {
  readonly user: string;
  readonly database: string;
  /** Schemas that names without one are looked for in. */
  readonly path: readonly string[];
  readonly catalog: Catalog;
}

/** Finds the caller of the statement that runs on a DuckDB connection. */
export type FindCaller = (connectionId: number) => Caller | undefined;
