interface PageHeaderProps {
  readonly username: string;
  readonly onSignOut: () => void;
}

/** Name, way to the explorer, and who is signed in. */
export function PageHeader({ username, onSignOut }: PageHeaderProps) {
  return (
    <header className="page-header">
      <p className="wordmark">Recourse</p>
      <nav aria-label="Pages">
        <a href="/explorer.html">GraphQL explorer</a>
      </nav>
      <p className="page-header__user">
        <span>{username}</span>
        <button className="button button--small" type="button" onClick={onSignOut}>
          Sign out
        </button>
      </p>
    </header>
  );
}
