import { randomBytes } from 'node:crypto';
import { ServiceError } from '../../aws-json.ts';
import { createExpiringStore } from '../expiring-store.ts';

/** A question that a user must answer before tokens are issued. */
export type Challenge = PasswordVerifierChallenge | NewPasswordChallenge;

/** The proof of the SRP exchange is awaited. */
export interface PasswordVerifierChallenge {
  readonly name: 'PASSWORD_VERIFIER';
  readonly clientId: string;
  /** The name under which the user signs in, and the one that the proof is made for. */
  readonly username: string;
  readonly srpUsername: string;
  /** Of the password that is to be proven. */
  readonly salt: string;
  /** With which the proof must be made. */
  readonly sessionKey: Buffer;
}

/** A password of the user's own is awaited. */
export interface NewPasswordChallenge {
  readonly name: 'NEW_PASSWORD_REQUIRED';
  readonly clientId: string;
  readonly sub: string;
  /** Of the temporary password. */
  readonly salt: string;
}

/** The challenges that were put and not yet answered; they end with the process. */
export interface ChallengeStore {
  /** Keeps a challenge for a while and gives the token by which its answer names it. */
  put(challenge: Challenge, validSeconds: number): string;
  /** The challenge that a token names. Throws ServiceError NotAuthorizedException when it is unknown, old or answered. */
  find(token: string): Challenge;
  /** Gives a challenge for its one answer. Throws as `find` does. */
  take(token: string): Challenge;
}

interface Kept {
  /** Undefined once it is answered. */
  readonly challenge: Challenge | undefined;
  readonly expiresAt: number;
}

/** An answered or expired challenge is remembered this long, to say so. */
const rememberedMs = 15 * 60_000;

/** Makes an empty store; `clock` gives milliseconds since 1970. */
export function createChallengeStore(clock: () => number): ChallengeStore {
  const kept = createExpiringStore<Kept>(clock);

  function find(token: string): Challenge {
    const found = kept.get(token);
    if (found === undefined) throw invalidSession('Invalid session for the user.');
    const { challenge, expiresAt } = found;
    if (challenge === undefined) throw invalidSession('Invalid session for the user, session can only be used once.');
    if (clock() >= expiresAt) throw invalidSession('Invalid session for the user, session is expired.');
    return challenge;
  }

  return {
    put(challenge, validSeconds) {
      const validMs = validSeconds * 1000;
      const token = randomBytes(192).toString('base64');
      kept.set(token, { challenge, expiresAt: clock() + validMs }, validMs + rememberedMs);
      return token;
    },
    find,
    take(token) {
      const challenge = find(token);
      kept.set(token, { challenge: undefined, expiresAt: clock() }, rememberedMs);
      return challenge;
    },
  };
}

function invalidSession(message: string): ServiceError {
  return new ServiceError('NotAuthorizedException', message);
}
