import { useCallback, useState } from 'react';
import { dropAll, dropSession, isExpired, keepSession, readSession, type Session } from './session.ts';

/** Said when a token is past its time. */
const expiredNotice = 'Your session has ended. Please sign in again.';

/** The tab's session, what begins and ends it, and why the last one ended. */
export function useSession() {
  const [{ session, notice }, setState] = useState(initialState);
  const begin = useCallback((next: Session) => {
    keepSession(next);
    setState({ session: next, notice: null });
  }, []);
  const expire = useCallback(() => {
    dropSession();
    setState({ session: null, notice: expiredNotice });
  }, []);
  const signOut = useCallback(() => {
    dropAll();
    setState({ session: null, notice: null });
  }, []);
  return { session, notice, begin, expire, signOut };
}

function initialState(): { session: Session | null; notice: string | null } {
  const session = readSession();
  return session && isExpired(session, Date.now())
    ? { session: null, notice: expiredNotice }
    : { session, notice: null };
}
