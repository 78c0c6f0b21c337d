import { siteName } from '../config.ts';
import { PageHeader } from '../page-header.tsx';
import { pageLinks } from '../page-links.ts';
import { SignInPage } from '../session/sign-in-page.tsx';
import { useSession } from '../session/use-session.ts';
import { useConfig } from '../use-config.ts';
import { ExplorerWorkspace } from './explorer-workspace.tsx';
import './explorer-page.css';

const ownLinks = [pageLinks.ranking, pageLinks.portfolio];

/** The GraphQL explorer with the session's token; the sign-in until there is a session. */
export function ExplorerPage() {
  const { config, reload } = useConfig();
  const { known, session, notice, begin, expire, signOut } = useSession(config, reload);
  if (config instanceof Error) return <p className="page-failure">{`The page cannot start: ${config.message}`}</p>;
  if (config === null || !known) return null;
  const isOwn = config.homePage === 'index';
  const title = isOwn ? 'Ask Recourse in GraphQL' : 'Ask this API in GraphQL';
  if (!session && config.userPoolClientId)
    return (
      <SignInPage
        config={config}
        notice={notice}
        title={title}
        lead="Read the schema, change an example, and see what the API answers to you."
        onSignIn={begin}
      />
    );
  return (
    <div className="explorer">
      <PageHeader
        name={siteName(config)}
        links={isOwn ? ownLinks : []}
        username={session?.username ?? null}
        onSignOut={signOut}
      />
      <main>
        <h1 className="visually-hidden">{title}</h1>
        <ExplorerWorkspace config={config} onExpire={expire} />
      </main>
    </div>
  );
}
