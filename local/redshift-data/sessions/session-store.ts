import { randomUUID } from 'node:crypto';
import { ServiceError } from '../../aws-json.ts';
import type { Connection } from '../connection.ts';
import type { Owner } from '../statements/owner.ts';
import { closesAt, maxSessionAgeMs, type Session, type SessionStatus } from './session.ts';

/** What ends a session's connection and what runs in it. */
export interface SessionEnding {
  closeSession(id: string): Promise<void>;
  cancel(statementId: string): Promise<boolean>;
}

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

type OpenSession = { -readonly [Key in keyof Session]: Session[Key] };

/** Makes an empty store; `report` is told when a connection did not close. */
export function createSessionStore(
  ending: SessionEnding,
  clock: () => number,
  report: (error: unknown) => void,
): SessionStore {
  const sessions = new Map<string, OpenSession>();
  const timers = new Map<string, NodeJS.Timeout>();
  let lastSequence = 0;

  function moveTo(session: OpenSession, status: SessionStatus, at = clock()): void {
    session.status = status;
    session.updatedAt = at;
  }

  async function close(session: OpenSession, at: number): Promise<void> {
    const { id, currentStatementId } = session;
    clearTimeout(timers.get(id));
    timers.delete(id);
    moveTo(session, 'CLOSED', at);
    session.currentStatementId = undefined;
    if (currentStatementId) await ending.cancel(currentStatementId);
    await ending.closeSession(id);
  }

  async function closeIfOver(session: OpenSession): Promise<void> {
    const at = closesAt(session);
    if (session.status !== 'CLOSED' && clock() >= at) await close(session, at);
  }

  function closeWhenOver(session: OpenSession): void {
    clearTimeout(timers.get(session.id));
    const timer = setTimeout(() => closeIfOver(session).catch(report), Math.max(0, closesAt(session) - clock()));
    // A session that nobody closes must not hold up the end of the process.
    timers.set(session.id, timer.unref());
  }

  function refresh(session: OpenSession): OpenSession {
    // A timer may be late; the status changes at once, the connection ends in its own time.
    closeIfOver(session).catch(report);
    return session;
  }

  return {
    open(owner, connection, keepAliveSeconds) {
      const now = clock();
      for (const session of sessions.values()) {
        if (refresh(session).status === 'CLOSED' && now - session.createdAt >= maxSessionAgeMs)
          sessions.delete(session.id);
      }
      const isOpen = ({ status, connection: { workgroup } }: Session) =>
        status !== 'CLOSED' && workgroup === connection.workgroup;
      if ([...sessions.values()].filter(isOpen).length >= maxOpen) {
        const message = `Active sessions exceeded the allowed quota (${maxOpen}).`;
        throw new ServiceError('ActiveSessionsExceededException', message);
      }
      lastSequence += 1;
      const session: OpenSession = {
        id: randomUUID(),
        owner,
        connection,
        sequence: lastSequence,
        createdAt: now,
        updatedAt: now,
        status: 'AVAILABLE',
        keepAliveSeconds,
        currentStatementId: undefined,
      };
      sessions.set(session.id, session);
      return session;
    },
    find(id) {
      const session = sessions.get(id);
      return session && refresh(session);
    },
    list: () => [...sessions.values()].map(refresh).reverse(),
    take(id, statementId, keepAliveSeconds) {
      const session = sessions.get(id);
      if (!session || refresh(session).status !== 'AVAILABLE') throw unavailable();
      session.keepAliveSeconds = keepAliveSeconds ?? session.keepAliveSeconds;
      session.currentStatementId = statementId;
      moveTo(session, 'BUSY');
      closeWhenOver(session);
    },
    async giveBack(id) {
      const session = sessions.get(id);
      // It may have grown too old while its statement ran.
      if (session?.status !== 'BUSY') return;
      session.currentStatementId = undefined;
      moveTo(session, 'AVAILABLE');
      if (session.keepAliveSeconds === 0) await close(session, clock());
      else closeWhenOver(session);
    },
  };
}

/** AWS says the same of one that runs another statement and of one that has closed. */
function unavailable(): ServiceError {
  return new ServiceError('ValidationException', 'Session is not available');
}
