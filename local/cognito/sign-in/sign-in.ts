import { ServiceError } from '../../aws-json.ts';
import { type OpenClient, type OpenPool, poolState } from '../open-pool.ts';
import { username as usernameRule } from '../protocol/request-members.ts';
import type { UserState } from '../state.ts';
import { fold } from '../users/aliases.ts';
import { type Attributes, checkWritable, missingAttributes } from '../users/attributes.ts';
import { attributesChange } from '../users/change-attributes.ts';
import { changeUser, passwordChange } from '../users/change-user.ts';
import { findUser, userNotFound } from '../users/find-user.ts';
import { isPassword } from './password-verifier.ts';
import { standInUser } from './stand-in-user.ts';

const { maxLength: longestName } = usernameRule;

/** Where a sign-in stands once the password is proven: done, or the user must first choose a password of their own. */
export type SignIn =
  | { readonly user: UserState; readonly session?: never }
  | { readonly user: UserState; readonly session: string };

/**
 * Signs a user in by name and password.
 *
 * @returns with a `session` when a new password is required: `answerNewPassword` takes it.
 * @throws ServiceError NotAuthorizedException for a wrong password, a disabled user, a temporary password past its time or
 * too many attempts; UserNotFoundException where the client does not hide who exists.
 */
export async function signIn(target: OpenClient, name: string, password: string): Promise<SignIn> {
  const { open } = target;
  const user = await findSignInUser(target, name);
  const { username, ...kept } = user ?? standInUser(open, name);
  return concludeSignIn(target, name, user, isPassword(open.pool.poolId, username, password, kept));
}

/**
 * The user who wants to sign in; undefined for a name that no user has.
 *
 * @throws ServiceError UserNotFoundException for such a name where the client does not hide who exists, and
 * NotAuthorizedException when the user is locked out.
 */
export async function findSignInUser({ open, client }: OpenClient, name: string): Promise<UserState | undefined> {
  const user = findUser((await poolState(open)).users, open.pool, name);
  if (user === undefined && !client.hidesUserExistence) throw userNotFound();
  open.failedAttempts.check(attemptsKey(open, name, user));
  return user;
}

/** Ends a sign-in by password, whichever way the password was proven. Throws as `signIn` does. */
export async function concludeSignIn(
  { open, client }: OpenClient,
  name: string,
  user: UserState | undefined,
  isRight: boolean,
): Promise<SignIn> {
  const key = attemptsKey(open, name, user);
  if (user === undefined || !isRight) {
    open.failedAttempts.count(key);
    throw notAuthorized('Incorrect username or password.');
  }
  open.failedAttempts.forget(key);
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (user.status === 'CONFIRMED') return { user };
  refuseOldPassword(open, user);
  const challenge = {
    name: 'NEW_PASSWORD_REQUIRED',
    clientId: client.clientId,
    sub: user.sub,
    salt: user.salt,
  } as const;
  return { user, session: open.challenges.put(challenge, client.challengeSeconds) };
}

/** The password that a user chose, and the attributes that they lacked. */
export interface NewPasswordAnswer {
  readonly password: string;
  readonly attributes: Attributes;
}

/**
 * Gives a user who signed in with a temporary password the one that they chose, with the attributes that they lacked.
 *
 * @throws ServiceError NotAuthorizedException for a session that is not theirs or over and for an attribute that is not
 * theirs to write, InvalidPasswordException, InvalidParameterException for missing attributes, AliasExistsException.
 */
export async function answerNewPassword(
  { open, client }: OpenClient,
  session: string,
  name: string,
  answer: NewPasswordAnswer,
): Promise<UserState> {
  const challenge = open.challenges.find(session);
  const user = findUser((await poolState(open)).users, open.pool, name);
  if (
    challenge.name !== 'NEW_PASSWORD_REQUIRED' ||
    challenge.clientId !== client.clientId ||
    user?.sub !== challenge.sub
  ) {
    throw invalidSession();
  }
  checkWritable(client, answer.attributes);
  return changeUser(open, user.sub, (before, users) => {
    // The temporary password that was proven may have been replaced meanwhile.
    if (before.salt !== challenge.salt) throw invalidSession();
    if (!before.enabled) throw notAuthorized('User is disabled.');
    const change = firstPasswordChange(open, before, users, answer);
    // A refused answer may be mended; one that is taken ends the session.
    open.challenges.take(session);
    return change;
  });
}

function firstPasswordChange(
  open: OpenPool,
  user: UserState,
  users: readonly UserState[],
  { password, attributes }: NewPasswordAnswer,
): Partial<UserState> {
  const { pool } = open;
  const change = passwordChange(open, user, password, true);
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html
  const provided = Object.keys(attributes).find(
    (name) =>
      user.attributes[name] !== undefined &&
      (pool.schema.get(name)?.isRequired || name === 'email' || name === 'phone_number'),
  );
  if (provided !== undefined) throw notAuthorized(`Cannot modify an already provided ${provided}`);
  const changed = attributesChange(pool, user, users, attributes);
  const [missing] = missingAttributes(pool, changed);
  if (missing !== undefined) {
    throw new ServiceError('InvalidParameterException', `Invalid attributes given, ${missing} is missing`);
  }
  return { ...change, ...changed };
}

function refuseOldPassword({ pool, clock }: OpenPool, { passwordSetAt }: UserState): void {
  if (clock() < passwordSetAt + pool.passwordPolicy.temporaryPasswordDays * 86_400_000) return;
  throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
}

function attemptsKey({ pool }: OpenPool, name: string, user: UserState | undefined): string {
  // Whatever is sent as a name is kept no longer than a user's name can be.
  return user?.sub ?? fold(pool, name).slice(0, longestName);
}

function invalidSession(): ServiceError {
  return notAuthorized('Invalid session for the user.');
}

function notAuthorized(message: string): ServiceError {
  return new ServiceError('NotAuthorizedException', message);
}
