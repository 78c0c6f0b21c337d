import type { UserPool, UserPoolGroup } from '../pools/user-pool.ts';
import type { UserState } from '../state.ts';

/** `cognito:groups`, which both tokens of a user with groups have: the group of the lowest precedence number first. */
export function groupNames(pool: UserPool, user: UserState): { 'cognito:groups'?: string[] } {
  const names = groupsOf(pool, user).map(({ name }) => name);
  return names.length === 0 ? {} : { 'cognito:groups': names };
}

/**
 * `cognito:roles` and `cognito:preferred_role` of the ID token: the role of the user's first group, unless another of the
 * same precedence has another role.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
 */
export function groupClaims(pool: UserPool, user: UserState): Record<string, string | string[]> {
  const groups = groupsOf(pool, user).filter(({ roleArn }) => roleArn !== undefined);
  if (groups.length === 0) return {};
  const roles = [...new Set(groups.map(({ roleArn = '' }) => roleArn))];
  const precedence = groups[0]?.precedence;
  const first = new Set(groups.filter((group) => group.precedence === precedence).map(({ roleArn = '' }) => roleArn));
  const [preferred = '', ...others] = first;
  return { 'cognito:roles': roles, ...(others.length === 0 && { 'cognito:preferred_role': preferred }) };
}

/** The user's groups, the lowest precedence number first; a group that the template has no more is left out. */
export function groupsOf(pool: UserPool, user: UserState): UserPoolGroup[] {
  return user.groups
    .flatMap((name) => pool.groups.filter((group) => group.name === name))
    .sort((a, b) => (a.precedence ?? Infinity) - (b.precedence ?? Infinity) || 0);
}
