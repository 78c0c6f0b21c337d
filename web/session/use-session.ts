import { useCallback, useEffect, useState } from 'react';
import type { WebConfig } from '../config.ts';
import { dropAll, dropSession, openUserPool, readSession, type Session } from './session.ts';

/** Said when a token is past its time and cannot be renewed. */
const expiredNotice = 'Your session has ended. Please sign in again.';

interface SessionState {
  /** Whether it is known by now who is signed in. */
  readonly known: boolean;
  readonly session: Session | null;
  /** Why the last session ended; null when the user ended it. */
  readonly notice: string | null;
}

/** The tab's session, what begins and ends it, and why the last one ended; then the user pool may be another by now. */
export function useSession(config: WebConfig | Error | null, reloadConfig: () => Promise<void>) {
  const [state, setState] = useState<SessionState>({ known: false, session: null, notice: null });
  const begin = useCallback((session: Session) => setState({ known: true, session, notice: null }), []);
  useEffect(() => {
    if (!config || config instanceof Error) return;
    if (config.userPoolClientId) openUserPool(config, config.userPoolClientId);
    readSession().then((session) => setState(({ notice }) => ({ known: true, session, notice })));
  }, [config]);
  const expire = useCallback(async () => {
    await dropSession();
    await reloadConfig();
    setState({ known: true, session: null, notice: expiredNotice });
  }, [reloadConfig]);
  const signOut = useCallback(async () => {
    await dropAll();
    setState({ known: true, session: null, notice: null });
  }, []);
  return { ...state, begin, expire, signOut };
}
