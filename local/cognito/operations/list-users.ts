import { poolState } from '../open-pool.ts';
import { pageOf } from '../protocol/page.ts';
import { attributeName, limit, searchPaginationToken, userPoolId } from '../protocol/request-members.ts';
import { describeUser } from '../users/describe-user.ts';
import { readUserFilter } from '../users/user-filter.ts';
import { adminOperation } from './operation.ts';

const shape = {
  type: 'structure',
  members: {
    UserPoolId: userPoolId,
    AttributesToGet: { type: 'list', member: attributeName },
    Limit: limit,
    PaginationToken: searchPaginationToken,
    Filter: { type: 'string', maxLength: 256 },
  },
} as const;

/**
 * Lists the users of a pool, or those that a filter finds.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
 */
export const listUsers = adminOperation('ListUsers', shape, async (open, input) => {
  const { AttributesToGet: shown, Filter = '', Limit, PaginationToken } = input;
  const isFound = readUserFilter(Filter);
  const users = (await poolState(open)).users.filter(isFound).map((user) => describeUser(user, shown));
  const { items, nextKey } = pageOf(`ListUsers ${open.pool.poolId} ${Filter}`, users, PaginationToken, Limit);
  return { Users: items, PaginationToken: nextKey };
});
