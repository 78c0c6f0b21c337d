import type { HttpResponse } from '../../../http.ts';
import { html } from './html.ts';
import { showPage } from './page.ts';

/** What a developer can do about an error; of other errors nothing is shown. */
const causes: Readonly<Record<string, string>> = {
  invalid_request: 'A parameter is missing or wrong, or no app client has this client_id.',
  login_unavailable: 'The app client has no identity provider: its SupportedIdentityProviders lacks COGNITO.',
  redirect_mismatch:
    'The URL to return to is not one that the app client has registered. CallbackURLs holds those of a sign-in, ' +
    'LogoutURLs those of a sign-out, and they are compared to the letter.',
  invalid_form:
    'The form was not one that this server had shown to this browser. Go back to the app and sign in again.',
};

/** Shows an error that no app is known to await. */
export function errorPage(code: string, status = 400): HttpResponse {
  const cause = Object.hasOwn(causes, code) ? causes[code] : undefined;
  const content = html`
<h1>An error was encountered with the requested page.</h1>
${cause !== undefined && html`<p class="lead">${cause}</p>\n<p class="lead">Error: ${code}</p>`}`;
  return showPage({ status, title: 'Error', content });
}
