import { createHash } from 'node:crypto';
import { ServiceError } from './aws-json.ts';

/** The token with which the next page of a list begins at `position`; `list` says which list it is. */
export function nextToken(list: string, position: number): string {
  return Buffer.from(`${digest(list)}/${position}`).toString('base64url');
}

/**
 * The position that a token stands for.
 *
 * @throws ServiceError ValidationException for a token that was not given for this list.
 */
export function readNextToken(list: string, token: string): number {
  const [tokenList, position = ''] = Buffer.from(token, 'base64url').toString().split('/');
  if (tokenList !== digest(list) || !/^\d+$/.test(position)) {
    throw new ServiceError('ValidationException', 'NextToken is invalid.');
  }
  return Number(position);
}

/** One page of a list, and the token of the next. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/** What a request says about pages. */
export interface PageInput {
  readonly NextToken: string | undefined;
  readonly MaxResults: number | undefined;
}

/** A page of the service's own choice has as many as one may ask for. */
const maxPageItems = 1_000;

/** A page of a list that is told as a whole, beginning where the token says. */
export function pageOf<Item>(list: string, items: readonly Item[], { NextToken, MaxResults }: PageInput): Page<Item> {
  const first = NextToken === undefined ? 0 : readNextToken(list, NextToken);
  const end = first + (MaxResults || maxPageItems);
  return { items: items.slice(first, end), nextToken: end < items.length ? nextToken(list, end) : undefined };
}

/** A page of a list with the latest first, which grows at its head while it is read. */
export function latestPage<Item extends { readonly sequence: number }>(
  list: string,
  items: readonly Item[],
  { NextToken, MaxResults }: PageInput,
  maxItems: number,
): Page<Item> {
  const before = NextToken === undefined ? Number.POSITIVE_INFINITY : readNextToken(list, NextToken);
  const left = items.filter(({ sequence }) => sequence < before);
  const page = left.slice(0, MaxResults || maxItems);
  const last = page.at(-1);
  return { items: page, nextToken: last && page.length < left.length ? nextToken(list, last.sequence) : undefined };
}

function digest(list: string): string {
  return createHash('sha256').update(list).digest('base64url').slice(0, 12);
}
