import { useCallback } from 'react';
import { siteName, type WebConfig } from '../config.ts';
import { PageHeader } from '../page-header.tsx';
import { pageLinks } from '../page-links.ts';
import { SignInPage } from '../session/sign-in-page.tsx';
import { useSession } from '../session/use-session.ts';
import { useConfig } from '../use-config.ts';
import { PortfolioIntake } from './portfolio-intake.tsx';
import { PortfolioWorkspace } from './portfolio-workspace.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { usePortfolio } from './use-portfolio.ts';
import './portfolio-page.css';

const links = [pageLinks.ranking, pageLinks.explorer];

/** The portfolio of a signed-in user, which stays while a session is renewed by a new sign-in. */
export function PortfolioPage() {
  const { config, reload } = useConfig();
  const { known, session, notice, begin, expire, signOut } = useSession(config, reload);
  const endpoint = config && !(config instanceof Error) ? config.graphqlEndpoint : '';
  const opened = usePortfolio({ endpoint, onExpire: expire });
  const { open, close, portfolio } = opened;
  const leave = useCallback(async () => {
    close();
    await signOut();
  }, [close, signOut]);
  const isOver = useFileDrop(session ? open : null);
  if (config instanceof Error) return <p className="page-failure">{`The page cannot start: ${config.message}`}</p>;
  if (config === null || !known) return null;
  if (!session) return <PortfolioSignIn config={config} notice={notice} onSignIn={begin} />;
  return (
    <>
      <PageHeader name={siteName(config)} links={links} username={session.username} onSignOut={leave} />
      <main className={isOver ? 'portfolio-page portfolio-page--over' : 'portfolio-page'}>
        <h1>Which strategy will help each customer?</h1>
        {portfolio ? (
          <PortfolioWorkspace key={opened.opened} {...opened} portfolio={portfolio} />
        ) : (
          <PortfolioIntake problem={opened.problem} onOpen={open} />
        )}
      </main>
    </>
  );
}

type PortfolioSignInProps = Pick<Parameters<typeof SignInPage>[0], 'notice' | 'onSignIn'> & {
  readonly config: WebConfig;
};

const PortfolioSignIn = (props: PortfolioSignInProps) => (
  <SignInPage
    {...props}
    title="Which strategy will help each customer?"
    lead="A CSV of customers, each with the strategy that is most likely to bring the loan back on track, to sort, to filter and to take along."
  />
);
