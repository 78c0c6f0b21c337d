/** A way to one of the pages. */
export interface PageLink {
  readonly href: string;
  readonly text: string;
}

/** The ways between the pages. */
export const pageLinks = {
  ranking: { href: '/', text: 'One borrower' },
  portfolio: { href: '/portfolio.html', text: 'Portfolio' },
  explorer: { href: '/explorer.html', text: 'GraphQL explorer' },
} as const satisfies Readonly<Record<string, PageLink>>;
