interface PageHeaderProps {
  readonly name: string;
  /** Way to the other page; null when there is none. */
  readonly link: { readonly href: string; readonly text: string } | null;
  /** Who is signed in; null for nobody. */
  readonly username: string | null;
  readonly onSignOut: () => void;
}

/** Name, way to the other page, and who is signed in. */
export function PageHeader({ name, link, username, onSignOut }: PageHeaderProps) {
  return (
    <header className="page-header">
      <p className="wordmark">{name}</p>
      <nav aria-label="Pages">{link && <a href={link.href}>{link.text}</a>}</nav>
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
