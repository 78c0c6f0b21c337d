import { ServiceError } from '../../aws-json.ts';
import type { UserPool } from '../pools/user-pool.ts';
import type { UserState } from '../state.ts';

/** The attributes by whose values a user signs in: e-mail and phone number as an alias must be verified. */
export function aliasesOf({ usernameAttributes, aliasAttributes }: UserPool, { attributes }: UserState): string[] {
  const isVerified = (name: string) => name === 'preferred_username' || attributes[`${name}_verified`] === 'true';
  return [...usernameAttributes, ...aliasAttributes.filter(isVerified)].filter(
    (name) => attributes[name] !== undefined,
  );
}

/** Whether a user signs in by this value of this attribute. */
export function hasAlias(pool: UserPool, user: UserState, name: string, value: string): boolean {
  return aliasesOf(pool, user).includes(name) && fold(pool, user.attributes[name] ?? '') === fold(pool, value);
}

/** Whether a user signs in under a name: by username or by an alias. */
export function isNamed(pool: UserPool, user: UserState, name: string): boolean {
  return fold(pool, user.username) === fold(pool, name) || hasAnyAlias(pool, user, name);
}

/** Whether a user signs in by this value of any attribute. */
export function hasAnyAlias(pool: UserPool, user: UserState, value: string): boolean {
  return aliasesOf(pool, user).some((name) => hasAlias(pool, user, name, value));
}

/** Text as the pool compares it. */
export function fold({ caseSensitive }: UserPool, text: string): string {
  return caseSensitive ? text : text.toLowerCase();
}

/** Throws a ServiceError of the name when another user signs in under a name that would be an alias of this one. */
export function refuseTakenAliases(
  pool: UserPool,
  users: readonly UserState[],
  user: UserState,
  exception: 'AliasExistsException' | 'UsernameExistsException',
): void {
  for (const name of aliasesOf(pool, user)) {
    const value = user.attributes[name] ?? '';
    if (users.some((other) => other.sub !== user.sub && isNamed(pool, other, value))) {
      throw new ServiceError(exception, `An account with the given ${name} already exists.`);
    }
  }
}
