import type { Progress, Statement, StatementResult } from './engine.ts';
import type { NamespaceRoles } from './namespace/namespace-roles.ts';

/** Settings of an engine. */
export interface EngineOptions {
  /** Holds the database file and the models; made when missing. */
  readonly folder: string;
  /** Holds one folder for each bucket that COPY can read. */
  readonly bucketsFolder: string;
  /** The database user that may do everything. */
  readonly adminUser: string;
  /** What IAM_ROLE may name; without it any role may read and write every bucket. */
  readonly namespaceRoles?: NamespaceRoles | undefined;
}

/** What the engine's thread is started with. */
export interface ThreadData {
  readonly options: EngineOptions;
  /** One flag for each statement in flight; 1 asks it to end, even while the thread is busy. */
  readonly flags: Int32Array;
}

/** What the engine's thread is told. */
export type ThreadRequest =
  | { readonly type: 'execute'; readonly slot: number; readonly statement: Statement }
  | { readonly type: 'cancel'; readonly slot: number }
  | { readonly type: 'close-session'; readonly slot: number; readonly id: string }
  | { readonly type: 'close' };

/** What the engine's thread says. */
export type ThreadReply =
  | { readonly type: 'opened' }
  | { readonly type: 'finished'; readonly slot: number; readonly result: StatementResult }
  | { readonly type: 'failed'; readonly slot: number; readonly failure: Failure }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'closed' };

/** An error on its way between threads, which would lose its class. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}
