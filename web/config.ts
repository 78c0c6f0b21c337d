/** Where this page finds the API and its user pool; served as `/config.json`. */
export interface WebConfig {
  readonly graphqlEndpoint: string;
  readonly cognitoEndpoint: string;
  readonly userPoolId: string;
  /** The app client that people sign in by; null when the API admits none that a page can use. */
  readonly userPoolClientId: string | null;
  /** How the app client lets people sign in: by SRP where it can, else by the password itself. */
  readonly authFlow: 'USER_SRP_AUTH' | 'USER_PASSWORD_AUTH';
  readonly region: string;
  /** The local demo user; null on a deployed stack. */
  readonly demo: { readonly username: string; readonly password: string } | null;
  /** The page that `/` leads to: `explorer` where the API is not Recourse's and has no page of its own. */
  readonly homePage: 'index' | 'explorer';
}

/** Loads `/config.json`. */
export async function loadConfig(): Promise<WebConfig> {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`/config.json answered HTTP ${response.status}`);
  const config: WebConfig = await response.json();
  return config;
}

/** What the page calls itself. */
export function siteName({ homePage }: WebConfig): string {
  return homePage === 'index' ? 'Recourse' : 'GraphQL explorer';
}
