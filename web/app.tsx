import { RankingPage } from './ranking-page.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { useSession } from './session/use-session.ts';
import { useConfig } from './use-config.ts';

/** The whole page: the sign-in until there is a session, then the ranking. */
export function App() {
  const config = useConfig();
  const { session, notice, begin, expire, signOut } = useSession();
  if (config === null) return null;
  if (config instanceof Error) return <p className="page-failure">{`The page cannot start: ${config.message}`}</p>;
  if (!session) return <SignInPage config={config} notice={notice} onSignIn={begin} />;
  return <RankingPage config={config} session={session} onExpire={expire} onSignOut={signOut} />;
}
