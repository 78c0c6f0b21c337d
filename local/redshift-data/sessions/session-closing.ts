import { closesAt, maxSessionAgeMs, type Session, type SessionStatus } from './session.ts';

/** A session as its store sees it. */
export type OpenSession = { -readonly [Key in keyof Session]: Session[Key] };

/** What ends a session's connection and what runs in it. */
export interface SessionEnding {
  closeSession(id: string): Promise<void>;
  cancel(statementId: string): Promise<boolean>;
}

/** Closes sessions when their time is over. */
export interface SessionClosing {
  /** The session, CLOSED by now if its time is over. */
  refresh(session: OpenSession): OpenSession;
  /** Notes a new status and closes the session when the time that it leaves is over. */
  moveTo(session: OpenSession, status: SessionStatus): void;
  /** Ends what runs in it; `at` is when it had to end, ms since the epoch. */
  close(session: OpenSession, at: number): Promise<void>;
}

/** `report` is told when a connection did not close. */
export function createSessionClosing(
  ending: SessionEnding,
  clock: () => number,
  report: (error: unknown) => void,
): SessionClosing {
  const timers = new Map<string, NodeJS.Timeout>();

  async function close(session: OpenSession, at: number): Promise<void> {
    const { id, currentStatementId } = session;
    clearTimeout(timers.get(id));
    timers.delete(id);
    session.status = 'CLOSED';
    session.updatedAt = at;
    session.currentStatementId = undefined;
    if (currentStatementId) await ending.cancel(currentStatementId);
    await ending.closeSession(id);
  }

  function closeIfOver(session: OpenSession): void {
    const at = closesAt(session);
    // The status changes at once, the connection ends in its own time.
    if (session.status !== 'CLOSED' && clock() >= at) close(session, at).catch(report);
  }

  function wake(session: OpenSession): void {
    clearTimeout(timers.get(session.id));
    const timer = setTimeout(
      () => {
        closeIfOver(session);
        // A timer may be early too, by the clock's own steps or when it was set back.
        if (session.status !== 'CLOSED') wake(session);
      },
      Math.min(closesAt(session) - clock(), maxSessionAgeMs),
    );
    // A session that nobody closes must not hold up the end of the process.
    timers.set(session.id, timer.unref());
  }

  return {
    close,
    refresh(session) {
      // A timer may be late.
      closeIfOver(session);
      return session;
    },
    moveTo(session, status) {
      session.status = status;
      session.updatedAt = clock();
      wake(session);
    },
  };
}
