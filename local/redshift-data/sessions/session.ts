import type { Connection } from '../connection.ts';
import type { Owner } from '../statements/owner.ts';

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_SessionData.html */
export type SessionStatus = 'AVAILABLE' | 'BUSY' | 'CLOSED';

/** A database connection that outlives its statement; whoever reads it sees where it stands. */
export interface Session {
  readonly id: string;
  readonly owner: Owner;
  readonly connection: Connection;
  /** Counts sessions, from 1. */
  readonly sequence: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** When its status last changed. */
  readonly updatedAt: number;
  readonly status: SessionStatus;
  /** Seconds that it stays open after a statement's end, 0 to 86,400. */
  readonly keepAliveSeconds: number;
  /** The statement that makes it BUSY. */
  readonly currentStatementId: string | undefined;
}

/** AWS closes a session, and ends what runs in it, when it is this old. */
export const maxSessionAgeMs = 24 * 3_600_000;

/** When a session closes if nothing runs in it from its last change on, or has closed; ms since the epoch. */
export function ttlOf({ createdAt, updatedAt, keepAliveSeconds, status }: Session): number {
  if (status === 'CLOSED') return updatedAt;
  return Math.min(updatedAt + keepAliveSeconds * 1_000, createdAt + maxSessionAgeMs);
}

/** When a session has to close, ms since the epoch: a statement that runs puts it off, but not for ever. */
export function closesAt(session: Session): number {
  return session.status === 'BUSY' ? session.createdAt + maxSessionAgeMs : ttlOf(session);
}
