import { randomUUID } from 'node:crypto';
import { ServiceError } from '../../aws-json.ts';
import type { Connection } from '../connection.ts';
import type { Owner } from '../statements/owner.ts';
import { maxSessionAgeMs, type Session } from './session.ts';
import type { OpenSession, SessionClosing } from './session-closing.ts';

/** The sessions of the last 24 hours. */
export interface SessionStore {
  /** Makes an AVAILABLE session. Throws ServiceError ActiveSessionsExceededException. */
  open(owner: Owner, connection: Connection, keepAliveSeconds: number): Session;
  /** The session of an id, in its status of this moment. */
  find(id: string): Session | undefined;
  /** Latest first. */
  list(): Session[];
  /** Takes a session for one statement; `keepAliveSeconds` replaces what it was. Throws ServiceError ValidationException. */
  take(id: string, statementId: string, keepAliveSeconds: number | undefined): void;
  /** Gives it back at the statement's end; it closes when its time is over. */
  giveBack(id: string): Promise<void>;
}

/** The Data API's quota of open sessions in a workgroup. */
const maxOpen = 500;

/** Makes an empty store. */
export function createSessionStore(closing: SessionClosing, clock: () => number): SessionStore {
  const sessions = new Map<string, OpenSession>();
  let lastSequence = 0;
  const list = () => [...sessions.values()].map(closing.refresh);
  return {
    open(owner, connection, keepAliveSeconds) {
      const now = clock();
      for (const { id, status, createdAt } of list()) {
        if (status === 'CLOSED' && now - createdAt >= maxSessionAgeMs) sessions.delete(id);
      }
      refuseTooMany(list(), connection);
      lastSequence += 1;
      const session: OpenSession = {
        ...{ id: randomUUID(), owner, connection, sequence: lastSequence, createdAt: now, updatedAt: now },
        ...{ status: 'AVAILABLE', keepAliveSeconds, currentStatementId: undefined },
      };
      sessions.set(session.id, session);
      return session;
    },
    find(id) {
      const session = sessions.get(id);
      return session && closing.refresh(session);
    },
    list: () => list().reverse(),
    take(id, statementId, keepAliveSeconds) {
      const session = sessions.get(id);
      // AWS says the same of one that runs another statement and of one that has closed.
      if (!session || closing.refresh(session).status !== 'AVAILABLE') {
        throw new ServiceError('ValidationException', 'Session is not available');
      }
      session.keepAliveSeconds = keepAliveSeconds ?? session.keepAliveSeconds;
      session.currentStatementId = statementId;
      closing.moveTo(session, 'BUSY');
    },
    async giveBack(id) {
      const session = sessions.get(id);
      // It may have grown too old while its statement ran.
      if (session?.status !== 'BUSY') return;
      session.currentStatementId = undefined;
      closing.moveTo(session, 'AVAILABLE');
      if (session.keepAliveSeconds === 0) await closing.close(session, clock());
    },
  };
}

function refuseTooMany(sessions: readonly Session[], { workgroup }: Connection): void {
  const open = sessions.filter(({ status, connection }) => status !== 'CLOSED' && connection.workgroup === workgroup);
  if (open.length < maxOpen) return;
  const message = `Active sessions exceeded the allowed quota (${maxOpen}).`;
  throw new ServiceError('ActiveSessionsExceededException', message);
}
