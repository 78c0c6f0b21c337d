import type { OpenPool } from '../open-pool.ts';
import type { AuthorizationCodes } from './authorization-code.ts';
import type { BrowserSessions } from './browser-session.ts';
import type { OAuthClient } from './oauth-client.ts';

/** The pools with a domain, as the endpoints need them. */
export interface AuthorizationServer {
  readonly pools: readonly OpenPool[];
  /** By client id, which on the one port tells the pool too. */
  readonly clients: ReadonlyMap<string, OAuthClient>;
  readonly codes: AuthorizationCodes;
  readonly sessions: BrowserSessions;
  readonly log: (line: string) => void;
}
