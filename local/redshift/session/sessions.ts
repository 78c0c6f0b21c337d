import type { ConnectionPool } from '../database/connections.ts';
import type { EngineContext } from '../statements/context.ts';
import { openSession, type Session } from './session.ts';

/** The sessions of one engine. */
export interface OpenSessions {
  /** The session of this name, opened when it is new. */
  open(id: string, user: string): Promise<Session>;
  /** A session that its caller closes. */
  openUnnamed(user: string): Promise<Session>;
  close(id: string): Promise<void>;
  closeAll(): Promise<void>;
}

/** Begins without any session. */
export function createSessions(pool: ConnectionPool, context: EngineContext): OpenSessions {
  const sessions = new Map<string, Promise<Session>>();
  const close = async (id: string) => {
    const session = sessions.get(id);
    sessions.delete(id);
    await (await session)?.close();
  };
  return {
    open: (id, user) => {
      const known = sessions.get(id);
      if (known) return known;
      const opened = openSession(pool, context, user);
      sessions.set(id, opened);
      return opened;
    },
    openUnnamed: (user) => openSession(pool, context, user),
    close,
    closeAll: async () => {
      await Promise.all([...sessions.keys()].map(close));
    },
  };
}
