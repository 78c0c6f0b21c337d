import { ServiceError } from '../../aws-json.ts';
import { nextToken, readNextToken } from '../../next-token.ts';

/** Cognito gives no more of a list at once. */
const longestPage = 60;

/**
 * A page of a list, beginning where `key` says; `list` says which list it is.
 *
 * @throws ServiceError InvalidParameterException for a key that was not given for this list.
 */
export function pageOf<Item>(list: string, items: readonly Item[], key: string | undefined, limit = longestPage) {
  const first = key === undefined ? 0 : readKey(list, key);
  const end = first + (limit || longestPage);
  return { items: items.slice(first, end), nextKey: end < items.length ? nextToken(list, end) : undefined };
}

function readKey(list: string, key: string): number {
  try {
    return readNextToken(list, key);
  } catch (cause) {
    if (!(cause instanceof ServiceError)) throw cause;
    throw new ServiceError('InvalidParameterException', 'Invalid pagination token given.');
  }
}
