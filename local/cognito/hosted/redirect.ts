import type { HttpResponse } from '../../http.ts';
import { browserHeaders } from './page/page.ts';

/** Where an app awaits the outcome of its authorization request. */
export interface RedirectTarget {
  /** One of the client's registered URLs, as it stands there. */
  readonly uri: string;
  /** What the app sent to find again. */
  readonly state: string | undefined;
  /** With the implicit grant the outcome is in the fragment, which no server sees. */
  readonly inFragment: boolean;
}

/** Sends the browser to the app, with what `outcome` has and the app's own state. */
export function redirectToApp(
  { uri, state, inFragment }: RedirectTarget,
  outcome: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  const parameters = new URLSearchParams({ ...outcome, ...(state !== undefined && { state }) });
  const joint = inFragment ? '#' : uri.includes('?') ? '&' : '?';
  return redirect(`${uri}${joint}${parameters}`, headers);
}

/** Sends the browser on; `location` must be a registered URL or a path of this server. */
export function redirect(location: string, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status: 302, headers: { ...browserHeaders, ...headers, location }, body: '' };
}
