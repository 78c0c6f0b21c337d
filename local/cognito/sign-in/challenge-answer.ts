import { ServiceError } from '../../aws-json.ts';
import type { OpenClient } from '../open-pool.ts';
import type { UserState } from '../state.ts';
import { type AuthParameters, requireParameter } from './auth-flow.ts';
import { type AuthReply, signInReply } from './auth-reply.ts';
import { checkSecretHash } from './secret-hash.ts';
import { answerNewPassword, concludeSignIn, findSignInUser } from './sign-in.ts';
import { isProof } from './srp-exchange.ts';

/** A challenge's name, its session where it has one, and the answers. */
export interface ChallengeAnswer {
  readonly name: string;
  readonly session: string | undefined;
  readonly responses: AuthParameters;
}

/** Goes on with a sign-in by the answer to its challenge. Throws ServiceError, also for a challenge that is left out. */
export async function answerChallenge(
  target: OpenClient,
  { name, session, responses }: ChallengeAnswer,
): Promise<AuthReply> {
  if (name === 'PASSWORD_VERIFIER') return verifyPassword(target, responses);
  if (name === 'NEW_PASSWORD_REQUIRED') return requireNewPassword(target, session, responses);
  const here = 'which has PASSWORD_VERIFIER and NEW_PASSWORD_REQUIRED';
  throw new ServiceError('InvalidParameterException', `${name} is left out of the local Cognito, ${here}`);
}

async function verifyPassword(target: OpenClient, responses: AuthParameters): Promise<AuthReply> {
  const { open, client } = target;
  const name = requireParameter(responses, 'USERNAME');
  const secretBlock = requireParameter(responses, 'PASSWORD_CLAIM_SECRET_BLOCK');
  const signature = requireParameter(responses, 'PASSWORD_CLAIM_SIGNATURE');
  const timestamp = readTimestamp(requireParameter(responses, 'TIMESTAMP'));
  checkSecretHash(client, name, responses.SECRET_HASH);
  const challenge = open.challenges.take(secretBlock);
  if (challenge.name !== 'PASSWORD_VERIFIER' || challenge.clientId !== client.clientId) throw incorrect();
  const { username, srpUsername, salt, sessionKey } = challenge;
  if (name !== username && name !== srpUsername) throw incorrect();

  const user = await findSignInUser(target, username);
  const proof = { poolId: open.pool.poolId, username: srpUsername, secretBlock, timestamp, signature };
  // Not the proof of a password that was replaced meanwhile.
  const isRight = user?.salt === salt && isProof(proof, sessionKey);
  return signInReply(target, await concludeSignIn(target, username, user, isRight));
}

async function requireNewPassword(
  target: OpenClient,
  session: string | undefined,
  responses: AuthParameters,
): Promise<AuthReply> {
  const name = requireParameter(responses, 'USERNAME');
  const password = requireParameter(responses, 'NEW_PASSWORD');
  checkSecretHash(target.client, name, responses.SECRET_HASH);
  if (session === undefined) throw new ServiceError('InvalidParameterException', 'Missing required parameter Session');
  const prefix = 'userAttributes.';
  const given = Object.entries(responses).filter(([key]) => key.startsWith(prefix));
  const attributes = Object.fromEntries(given.map(([key, value]) => [key.slice(prefix.length), value]));
  const user: UserState = await answerNewPassword(target, session, name, { password, attributes });
  return signInReply(target, { user });
}

/**
 * The timestamp as Cognito puts it into the proof: it reads what the client sent and writes the day without a leading zero,
 * so that a client that signs one fails (https://github.com/qwigo/warrant/pull/12).
 */
function readTimestamp(text: string): string {
  if (/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d{1,2}:\d{1,2}:\d{1,2} [A-Z]{3,4} \d{4}$/.test(text)) {
    return text.replace(/^(\w{3} \w{3}) 0/, '$1 ');
  }
  throw new ServiceError(
    'InvalidParameterException',
    'TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.',
  );
}

function incorrect(): ServiceError {
  return new ServiceError('NotAuthorizedException', 'Incorrect username or password.');
}
