import type { ReadableQuery } from '../query/readable-query.ts';

const key = 'recourse.explorer';

/** Leaves a query for the explorer page to open with. */
export function leaveQuery(query: ReadableQuery): void {
  sessionStorage.setItem(key, JSON.stringify(query));
}

/** Takes the query that was left for the explorer; null when there is none. */
export function takeQuery(): ReadableQuery | null {
  const left = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return left ? JSON.parse(left) : null;
}
