import type { HttpResponse } from '../../../http.ts';
import type { AuthorizationRequest } from '../authorization-request.ts';
import { field } from './field.ts';
import { html } from './html.ts';
import { alert, showPage } from './page.ts';
import { usernameLabel } from './username-label.ts';

/** What the sign-in page shows. */
export interface SignInPage {
  readonly status: number;
  readonly request: AuthorizationRequest;
  /** Where its forms are posted. */
  readonly action: string;
  readonly csrf: { readonly token: string; readonly headers: Readonly<Record<string, string>> };
  /** A name to fill in. */
  readonly username: string;
  /** Why the last attempt failed. */
  readonly failure?: string | undefined;
  /** Who is signed in with the browser already, and may go on as such. */
  readonly signedIn?: string | undefined;
}

/** Asks for name and password. */
export function signInPage({ status, request, action, csrf, username, failure, signedIn }: SignInPage): HttpResponse {
  const { open, client } = request.oauth;
  const csrfField = html`<input type="hidden" name="_csrf" value="${csrf.token}">`;
  const content = html`
<h1>Sign in</h1>
<p class="lead">to continue to ${client.name}</p>
${failure !== undefined && alert(failure)}
${
  signedIn !== undefined &&
  html`<form method="post" action="${action}">
${csrfField}
<button name="continue" value="yes" autofocus>Continue as ${signedIn}</button>
</form>`
}
<form method="post" action="${action}">
${csrfField}
${field({
  ...{ name: 'username', label: usernameLabel(open.pool), type: 'text', value: username, autocomplete: 'username' },
  ...{ isInvalid: failure !== undefined, isFirst: signedIn === undefined && username === '' },
})}
${field({
  ...{ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' },
  ...{ isInvalid: failure !== undefined, isFirst: signedIn === undefined && username !== '' },
})}
<button${signedIn !== undefined && html` class="quiet"`}>${signedIn === undefined ? 'Sign in' : 'Sign in as someone else'}</button>
</form>`;
  const title = `${failure === undefined ? '' : 'Error: '}Sign in to ${client.name}`;
  return showPage({ status, title, content, headers: csrf.headers });
}
