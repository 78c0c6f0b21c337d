import type { HttpRequest } from '../../http.ts';
import type { ExpiringStore } from '../expiring-store.ts';
import { type OpenPool, poolState } from '../open-pool.ts';
import type { UserState } from '../state.ts';
import { cookie, readCookie } from './cookies.ts';

/** Who is signed in with a browser. */
export interface BrowserSession {
  readonly poolId: string;
  readonly sub: string;
  /** Seconds since 1970. */
  readonly authTime: number;
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html */
const browserSessionSeconds = 3600;

/** The sessions by the value of their cookie. */
export type BrowserSessions = ExpiringStore<BrowserSession>;

/** A user who is signed in with the browser that sent the request. */
export interface SignedInUser {
  readonly user: UserState;
  /** Seconds since 1970. */
  readonly authTime: number;
}

/** The user of the pool who is signed in with the browser, unless they were disabled or deleted meanwhile. */
export async function findSignedInUser(
  request: HttpRequest,
  open: OpenPool,
  sessions: BrowserSessions,
): Promise<SignedInUser | undefined> {
  const session = sessions.get(readCookie(request, cookieName(open)) ?? '');
  if (session?.poolId !== open.pool.poolId) return undefined;
  const user = (await poolState(open)).users.find(({ sub }) => sub === session.sub);
  return user?.enabled && user.status === 'CONFIRMED' ? { user, authTime: session.authTime } : undefined;
}

/** Signs a user in with the browser under a new key, and forgets the session that it had. */
export function startBrowserSession(
  request: HttpRequest,
  open: OpenPool,
  sessions: BrowserSessions,
  { user, authTime }: SignedInUser,
): Record<string, string> {
  endBrowserSession(request, open, sessions);
  const key = sessions.put({ poolId: open.pool.poolId, sub: user.sub, authTime }, browserSessionSeconds * 1000);
  return cookie(cookieName(open), key, { maxAgeSeconds: browserSessionSeconds });
}

/** Signs the browser out, here and by the cookie. */
export function endBrowserSession(request: HttpRequest, open: OpenPool, sessions: BrowserSessions) {
  sessions.take(readCookie(request, cookieName(open)) ?? '');
  return cookie(cookieName(open), '', { maxAgeSeconds: 0 });
}

/** On AWS each pool has a host of its own; here all share one, and cookies are blind to ports. */
function cookieName({ pool }: OpenPool): string {
  return `cognito.${pool.poolId}`;
}
