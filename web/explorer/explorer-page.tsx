import { isExpired, readSession } from '../session/session.ts';
import { useConfig } from '../use-config.ts';
import { Explorer } from './explorer.tsx';
import './explorer-page.css';

/** The GraphQL explorer with the session's token, or the way to the sign-in. */
export function ExplorerPage() {
  const config = useConfig();
  const session = readSession();
  const signedIn = session !== null && !isExpired(session, Date.now());
  if (config === null) return null;
  return (
    <div className="explorer">
      <header className="page-header">
        <p className="wordmark">Recourse</p>
        <nav aria-label="Pages">
          <a href="/">Rank strategies</a>
        </nav>
        {signedIn && <p className="page-header__user">{session.username}</p>}
      </header>
      <main>
        {config instanceof Error && <p className="explorer__message">{`The page cannot start: ${config.message}`}</p>}
        {!signedIn && (
          <p className="explorer__message">
            The explorer asks with your token, and there is none in this tab. <a href="/">Sign in</a>, then come back.
          </p>
        )}
        {!(config instanceof Error) && signedIn && <Explorer endpoint={config.graphqlEndpoint} token={session.token} />}
      </main>
    </div>
  );
}
