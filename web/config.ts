/** Where this page finds the API and its user pool; served as `/config.json`. */
export interface WebConfig {
  readonly graphqlEndpoint: string;
  readonly cognitoEndpoint: string;
  readonly userPoolClientId: string;
  readonly region: string;
  /** The local demo user; null on a deployed stack. */
  readonly demo: { readonly username: string; readonly password: string } | null;
}

/** Loads `/config.json`. */
export async function loadConfig(): Promise<WebConfig> {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`/config.json answered HTTP ${response.status}`);
  const config: WebConfig = await response.json();
  return config;
}
