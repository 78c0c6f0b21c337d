import { RankingPage } from './ranking-page.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { useSession } from './session/use-session.ts';
import { useConfig } from './use-config.ts';

/** The whole page: the sign-in until there is a session, then the ranking. */
export function App() {
  const { config, reload } = useConfig();
  const { known, session, notice, begin, expire, signOut } = useSession(config, reload);
  if (config instanceof Error) return <p className="page-failure">{`The page cannot start: ${config.message}`}</p>;
  if (config === null || !known) return null;
  if (session) return <RankingPage config={config} session={session} onExpire={expire} onSignOut={signOut} />;
  return (
    <SignInPage
      config={config}
      notice={notice}
      title="Which remediation strategy will help this borrower?"
      lead="Six strategies, ranked by the probability that they bring the loan back on track, with a plain word on how far the model can be trusted."
      onSignIn={begin}
    />
  );
}
