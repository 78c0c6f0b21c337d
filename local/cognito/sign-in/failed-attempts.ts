import { ServiceError } from '../../aws-json.ts';
import { createExpiringStore } from '../expiring-store.ts';

/** Counts wrong passwords by user, and locks a user out who has had too many. */
export interface FailedAttempts {
  /** Throws ServiceError NotAuthorizedException while the user is locked out. */
  check(username: string): void;
  count(username: string): void;
  forget(username: string): void;
}

interface Failures {
  readonly count: number;
  readonly lockedUntil: number;
}

const freeAttempts = 5;
const longestLockMs = 15 * 60_000;
/** Without an attempt for so long, the count begins anew. */
const forgottenAfterMs = 15 * 60_000;

/**
 * Begins without a failure; `clock` gives milliseconds since 1970. The fifth failure locks for a second, each later one
 * for twice as long, up to about 15 minutes:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow-things-to-know.html
 */
export function createFailedAttempts(clock: () => number): FailedAttempts {
  const failures = createExpiringStore<Failures>(clock);

  return {
    check(username) {
      const locked = (failures.get(username)?.lockedUntil ?? 0) > clock();
      if (locked) throw new ServiceError('NotAuthorizedException', 'Password attempts exceeded');
    },
    count(username) {
      const count = (failures.get(username)?.count ?? 0) + 1;
      const lockMs = count < freeAttempts ? 0 : Math.min(1000 * 2 ** (count - freeAttempts), longestLockMs);
      failures.set(username, { count, lockedUntil: clock() + lockMs }, forgottenAfterMs);
    },
    forget: (username) => void failures.take(username),
  };
}
