import { isUnlikely, type RankedRow } from './ranked-row.ts';
import type { Portfolio } from './read-portfolio.ts';

/** How many rows of a portfolio are in which state. */
export interface RowCounts {
  /** Rows that hold a customer; the others are `unreadable`. */
  readonly readable: number;
  readonly unreadable: number;
  readonly waiting: number;
  /** Customers whom the API did not rank. */
  readonly refused: number;
  /** Customers with a best strategy. */
  readonly ranked: number;
  /** Ranked customers whose best strategy is not more likely than not to help. */
  readonly unlikely: number;
}

/** Counts the rows of a portfolio. */
export function countRows(portfolio: Portfolio, rows: readonly RankedRow[]): RowCounts {
  const unreadable = portfolio.rows.filter(({ customer }) => customer === null).length;
  const inState = (state: RankedRow['state']) => rows.filter((row) => row.state === state).length;
  return {
    readable: rows.length - unreadable,
    unreadable,
    waiting: inState('waiting'),
    refused: inState('failed') - unreadable,
    ranked: inState('ranked'),
    unlikely: rows.filter(isUnlikely).length,
  };
}
