import type { GraphQLError } from 'graphql';
import type { SharedMembers } from '../appsync-js/evaluation.ts';
import type { Identity } from '../auth/identity.ts';
import type { InvocationBatch } from '../data-sources/batch.ts';
import type { LogEntry } from '../options.ts';
import type { Deadline } from './deadline.ts';

/** What the fields of one request share: graphql-js's context value. */
export interface RequestContext {
  readonly requestId: string;
  readonly groups: Identity['groups'];
  /** `ctx.identity`, `ctx.request` and `ctx.env`. */
  readonly sharedMembers: SharedMembers;
  readonly deadline: Deadline;
  /** Open Lambda batches by field and step. */
  readonly batches: Map<string, InvocationBatch>;
  /** What `util.appendError` left. */
  readonly appendedErrors: GraphQLError[];
  readonly responseHeaders: Map<string, string>;
  readonly log: (entry: LogEntry) => void;
  /** Resolvers run so far. */
  resolverCount: number;
}
