import type { CustomerInput } from '../../../graphql/generated/types.ts';

/** One way to rank customers by the warehouse. */
export interface Policy {
  readonly name: string;
  /** How it asks, in a few words. */
  readonly how: string;
  /** Customers that one request ranks. */
  readonly batch: number;
  /** Ranks them by one request; rejects when it was not answered, or not wholly. */
  rank(customers: readonly CustomerInput[]): Promise<void>;
  /** What it has asked of the Data API so far. */
  counts(): Promise<Counts>;
}

/** What was asked of the Data API. */
export interface Counts {
  /** Requests, those among them that were made again. */
  readonly calls: number;
  /** Statements that were submitted. */
  readonly statements: number;
}
