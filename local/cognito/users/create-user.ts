import { randomUUID } from 'node:crypto';
import { ServiceError } from '../../aws-json.ts';
import { type OpenPool, updatePool } from '../open-pool.ts';
import type { UserPool } from '../pools/user-pool.ts';
import { createVerifier } from '../sign-in/password-verifier.ts';
import type { UserState } from '../state.ts';
import { aliasesOf, hasAlias, refuseTakenAliases } from './aliases.ts';
import type { Attributes } from './attributes.ts';
import { newSignInEpoch } from './change-user.ts';
import { findUser } from './find-user.ts';

/** A user to be made. */
export interface NewUser {
  /** In a pool whose users sign in with an attribute, the value of that attribute. */
  readonly name: string;
  readonly password: string;
  readonly status: UserState['status'];
  readonly attributes: Attributes;
  readonly groups: readonly string[];
  /** Takes an alias away from the user who has it. */
  readonly isAliasForced?: boolean;
}

/**
 * Makes a user; password and attributes must have been checked.
 *
 * @throws ServiceError UsernameExistsException, AliasExistsException, InvalidParameterException when the name is not what
 * the pool asks for.
 */
export async function createUser(open: OpenPool, newUser: NewUser): Promise<UserState> {
  const { pool } = open;
  const user = prepareUser(open, newUser);
  await updatePool(open, (before) => {
    if (findUser(before.users, pool, newUser.name)) {
      throw new ServiceError('UsernameExistsException', 'User account already exists');
    }
    const others = newUser.isAliasForced ? withoutAliases(pool, before.users, user) : before.users;
    const isByAttribute = pool.usernameAttributes.length > 0;
    refuseTakenAliases(pool, others, user, isByAttribute ? 'UsernameExistsException' : 'AliasExistsException');
    return { ...before, users: [...others, user] };
  });
  return user;
}

function prepareUser({ pool, clock }: OpenPool, { name, password, status, attributes, groups }: NewUser): UserState {
  const sub = randomUUID();
  const attribute = signInAttribute(pool, name);
  const username = attribute === undefined ? name : sub;
  const own = attribute === undefined ? attributes : { ...attributes, [attribute]: name };
  const now = clock();
  return {
    ...{ username, sub, groups, status, attributes: own },
    ...createVerifier(pool.poolId, username, password),
    ...{ enabled: true, createdAt: now, modifiedAt: now, passwordSetAt: now, signInEpoch: newSignInEpoch() },
  };
}

/** The attribute of which a name is the value; undefined where users have usernames. */
function signInAttribute({ usernameAttributes }: UserPool, name: string): string | undefined {
  if (usernameAttributes.length === 0) return undefined;
  if (usernameAttributes.includes('email') && /^[^@\s]+@[^@\s]+$/.test(name)) return 'email';
  if (usernameAttributes.includes('phone_number') && /^\+\d{1,15}$/.test(name)) return 'phone_number';
  const wanted =
    usernameAttributes.length > 1
      ? 'either an email or a phone number'
      : usernameAttributes.includes('email')
        ? 'an email'
        : 'a phone number';
  throw new ServiceError('InvalidParameterException', `Username should be ${wanted}.`);
}

function withoutAliases(pool: UserPool, users: readonly UserState[], user: UserState): UserState[] {
  const taken = aliasesOf(pool, user).map((name) => [name, user.attributes[name] ?? ''] as const);
  return users.map((other) => {
    const lost = taken.filter(([name, value]) => hasAlias(pool, other, name, value));
    const unverified = Object.fromEntries(lost.map(([name]) => [`${name}_verified`, 'false']));
    return lost.length === 0 ? other : { ...other, attributes: { ...other.attributes, ...unverified } };
  });
}
