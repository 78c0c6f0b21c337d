import type { ReadableQuery } from '../../query/readable-query.ts';

/** A request that runs as it stands. */
export interface Example extends ReadableQuery {
  /** Name of the operation. */
  readonly name: string;
  /** What the schema says of the field that it asks for. */
  readonly description: string;
}
