import type { GraphQLError } from 'graphql';
import type { SharedMembers } from '../appsync-js/evaluation.ts';
import type { Identity } from '../auth/identity.ts';
import type { Batches } from '../data-sources/batches.ts';
import type { LogEntry } from '../options.ts';
import type { Deadline } from './deadline.ts';

/** What the fields of one request share: graphql-js's context value. */
export interface RequestContext {
  readonly requestId: string;
  readonly groups: Identity['groups'];
  /** `ctx.identity`, `ctx.request` and `ctx.env`. */
  readonly sharedMembers: SharedMembers;
  readonly deadline: Deadline;
  readonly batches: Batches;
  /** What `util.appendError` left. */
  readonly appendedErrors: GraphQLError[];
  readonly responseHeaders: Map<string, string>;
  readonly log: (entry: LogEntry) => void;
  /** Resolvers run so far. */
  resolverCount: number;
}
