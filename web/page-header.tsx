import type { PageLink } from './page-links.ts';

interface PageHeaderProps {
  readonly name: string;
  /** Ways to the other pages. */
  readonly links: readonly PageLink[];
  /** Who is signed in; null for nobody. */
  readonly username: string | null;
  readonly onSignOut: () => void;
}

/** Name, ways to the other pages, and who is signed in. */
export function PageHeader({ name, links, username, onSignOut }: PageHeaderProps) {
  return (
    <header className="page-header">
      <p className="wordmark">{name}</p>
      <nav aria-label="Pages">
        {links.map(({ href, text }) => (
          <a key={href} href={href}>
            {text}
          </a>
        ))}
      </nav>
      {username && (
        <p className="page-header__user">
          <span>{username}</span>
          <button className="button button--small" type="button" onClick={onSignOut}>
            Sign out
          </button>
        </p>
      )}
    </header>
  );
}
