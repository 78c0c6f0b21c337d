import { randomUUID } from 'node:crypto';
import { ServiceError } from '../aws-json.ts';
import type { PasswordPolicy, UserPool } from './pools.ts';
import { createVerifier, isPassword } from './srp.ts';
import type { PoolState, StateFile, UserState } from './state.ts';

/** A user that must exist, with this password and exactly these groups. */
export interface RequiredUser {
  readonly poolId: string;
  readonly username: string;
  readonly password: string;
  readonly groups: readonly string[];
}

/**
 * Makes the user, or gives an existing one this password and these groups; writes nothing when all is so already.
 *
 * @throws ServiceError InvalidPasswordException when the pool's policy refuses the password, ResourceNotFoundException
 * when the pool has no such group, InvalidParameterException when it wants an e-mail address as username.
 */
export async function ensureUser(required: RequiredUser, pool: UserPool, state: StateFile): Promise<{ sub: string }> {
  checkPassword(required.password, pool.passwordPolicy);
  const unknownGroup = required.groups.find((group) => !pool.groups.includes(group));
  if (unknownGroup !== undefined)
    throw new ServiceError('ResourceNotFoundException', `Group not found: ${unknownGroup}`);
  if (pool.signsInByEmail && !required.username.includes('@')) {
    throw new ServiceError('InvalidParameterException', 'Username should be an email.');
  }

  let sub = '';
  await state.update((before) => {
    const poolState = before.pools.find(({ poolId }) => poolId === pool.poolId);
    if (poolState === undefined) throw new Error(`User pool ${pool.poolId} has no keys in the state file`);
    const existing = findUser(poolState, pool, required.username);
    const user = changedUser(existing, required, pool);
    sub = user.sub;
    if (user === existing) return before;
    const users = [...poolState.users.filter((other) => other !== existing), user];
    return { ...before, pools: before.pools.map((other) => (other === poolState ? { ...other, users } : other)) };
  });
  return { sub };
}

/** The user who signs in under this name, by the pool's rules of case and e-mail. */
export function findUser(state: PoolState, pool: UserPool, name: string): UserState | undefined {
  const folded = (text: string) => (pool.caseSensitive ? text : text.toLowerCase());
  return state.users.find(
    ({ username, attributes }) =>
      folded(username) === folded(name) || (pool.signsInByEmail && folded(attributes.email ?? '') === folded(name)),
  );
}

function changedUser(existing: UserState | undefined, required: RequiredUser, pool: UserPool): UserState {
  if (existing === undefined) return newUser(required, pool);
  const { username } = existing;
  const samePassword = isPassword(pool.poolId, username, required.password, existing);
  const sameGroups = existing.groups.join() === required.groups.join();
  if (samePassword && sameGroups) return existing;
  const verifier = samePassword ? {} : createVerifier(pool.poolId, username, required.password);
  return { ...existing, ...verifier, groups: required.groups };
}

function newUser(required: RequiredUser, pool: UserPool): UserState {
  const sub = randomUUID();
  const username = pool.signsInByEmail ? sub : required.username;
  const attributes: Record<string, string> = pool.signsInByEmail
    ? { email: required.username, email_verified: 'true' }
    : {};
  return {
    username,
    sub,
    ...createVerifier(pool.poolId, username, required.password),
    groups: required.groups,
    attributes,
  };
}

// The characters that Cognito counts as symbols, space included:
// https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
const symbol = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/;

function checkPassword(password: string, policy: PasswordPolicy): void {
  const refuse = (reason: string) =>
    new ServiceError('InvalidPasswordException', `Password did not conform with policy: ${reason}`);
  if (password.length < policy.minimumLength) throw refuse('Password not long enough');
  if (policy.requireUppercase && !/[A-Z]/.test(password)) throw refuse('Password must have uppercase characters');
  if (policy.requireLowercase && !/[a-z]/.test(password)) throw refuse('Password must have lowercase characters');
  if (policy.requireNumbers && !/[0-9]/.test(password)) throw refuse('Password must have numeric characters');
  if (policy.requireSymbols && !symbol.test(password)) throw refuse('Password must have symbol characters');
}
