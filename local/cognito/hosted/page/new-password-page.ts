import type { HttpResponse } from '../../../http.ts';
import type { PasswordPolicy } from '../../pools/password-policy.ts';
import type { AuthorizationRequest } from '../authorization-request.ts';
import { field } from './field.ts';
import { type Html, html } from './html.ts';
import { alert, showPage } from './page.ts';
import { usernameLabel } from './username-label.ts';

/** What the page for a new password shows. */
export interface NewPasswordPage {
  readonly status: number;
  readonly request: AuthorizationRequest;
  /** Where its form is posted. */
  readonly action: string;
  readonly csrf: { readonly token: string; readonly headers: Readonly<Record<string, string>> };
  /** Proves the temporary password. */
  readonly session: string;
  readonly username: string;
  /** The attributes that the pool requires and the user lacks. */
  readonly missingAttributes: readonly string[];
  readonly failure?: string | undefined;
}

/** Asks who signed in with a temporary password for one of their own, by the pool's rules. */
export function newPasswordPage(page: NewPasswordPage): HttpResponse {
  const { status, request, action, csrf, session, username, missingAttributes, failure } = page;
  const { open, client } = request.oauth;
  const password = { type: 'password', autocomplete: 'new-password', isInvalid: failure !== undefined } as const;
  const content = html`
<h1>Choose a new password</h1>
<p class="lead">You signed in with a temporary one.</p>
${failure !== undefined && alert(failure)}
<form method="post" action="${action}">
<input type="hidden" name="_csrf" value="${csrf.token}">
<input type="hidden" name="session" value="${session}">
${field({ name: 'username', label: usernameLabel(open.pool), type: 'text', value: username, autocomplete: 'username', isReadOnly: true })}
${missingAttributes.map((name) =>
  field({ name: `attribute.${name}`, label: labelOf(name), type: typeOf(name), autocomplete: 'on' }),
)}
${field({ ...password, name: 'new_password', label: 'New password', isFirst: true, hint: passwordRules(open.pool.passwordPolicy) })}
${field({ ...password, name: 'repeated_password', label: 'New password again' })}
<button>Set password and sign in</button>
</form>`;
  const title = `${failure === undefined ? '' : 'Error: '}Choose a new password for ${client.name}`;
  return showPage({ status, title, content, headers: csrf.headers });
}

/** The pool's rules in words. */
function passwordRules(policy: PasswordPolicy): Html {
  const rules: readonly (readonly [boolean, string])[] = [
    [true, `At least ${policy.minimumLength} characters`],
    [policy.requireLowercase, 'A lower-case letter'],
    [policy.requireUppercase, 'An upper-case letter'],
    [policy.requireNumbers, 'A digit'],
    [policy.requireSymbols, 'A symbol, such as ! or -'],
  ];
  return html`<ul>${rules.map(([applies, rule]) => applies && html`<li>${rule}</li>`)}</ul>`;
}

function labelOf(attribute: string): string {
  const words = attribute.replace(/^custom:/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function typeOf(attribute: string): 'email' | 'tel' | 'text' {
  if (attribute === 'email') return 'email';
  return attribute === 'phone_number' ? 'tel' : 'text';
}
