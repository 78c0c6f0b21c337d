/** A signed-in user, kept for as long as the browser tab lives. */
export interface Session {
  readonly username: string;
  /** Cognito ID token. */
  readonly token: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

const key = 'recourse.session';

/** The session of this tab; null when there is none. */
export function readSession(): Session | null {
  const stored = sessionStorage.getItem(key);
  return stored ? JSON.parse(stored) : null;
}

/** Keeps the session for this tab's pages. */
export function keepSession(session: Session): void {
  sessionStorage.setItem(key, JSON.stringify(session));
}

/** Forgets the session's token; what the user has typed stays for when they come back. */
export function dropSession(): void {
  sessionStorage.removeItem(key);
}

/** Forgets everything this tab knows: the token, the borrower and the queries. */
export function dropAll(): void {
  sessionStorage.clear();
}

/** Whether the session's token is past its time. */
export function isExpired(session: Session, now: number): boolean {
  return now >= session.expiresAt;
}
