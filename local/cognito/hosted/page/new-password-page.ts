import type { HttpResponse } from '../../../http.ts';
import type { PasswordPolicy } from '../../pools/password-policy.ts';
import type { AuthorizationRequest } from '../authorization-request.ts';
import { field } from './field.ts';
import { html } from './html.ts';
import { alert, showPage } from './page.ts';

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

const rulesId = 'rules';

/** Asks who signed in with a temporary password for one of their own, by the pool's rules. */
export function newPasswordPage(page: NewPasswordPage): HttpResponse {
  const { status, request, action, csrf, session, username, missingAttributes, failure } = page;
  const { open, client } = request.oauth;
  const password = { type: 'password', value: '', autocomplete: 'new-password' } as const;
  const content = html`
<h1>Choose a new password</h1>
<p class="lead">${username} signed in with a temporary one.</p>
${failure !== undefined && alert(failure)}
<form method="post" action="${action}">
<input type="hidden" name="_csrf" value="${csrf.token}">
<input type="hidden" name="session" value="${session}">
<input type="hidden" name="username" value="${username}" autocomplete="username">
${missingAttributes.map((name) =>
  field({
    ...{ name: `attribute.${name}`, label: labelOf(name), type: typeOf(name), value: '', autocomplete: 'on' },
    ...{ isInvalid: false, isFirst: false },
  }),
)}
${field({
  ...{ ...password, name: 'new_password', label: 'New password' },
  ...{ isInvalid: failure !== undefined, isFirst: true, describedBy: rulesId },
})}
<ul class="rules" id="${rulesId}">
${passwordRules(open.pool.passwordPolicy).map((rule) => html`<li>${rule}</li>\n`)}
</ul>
${field({
  ...{ ...password, name: 'repeated_password', label: 'New password again' },
  ...{ isInvalid: failure !== undefined, isFirst: false },
})}
<button>Set password and sign in</button>
</form>`;
  const title = `${failure === undefined ? '' : 'Error: '}Choose a new password for ${client.name}`;
  return showPage({ status, title, content, formTarget: request.target.uri, headers: csrf.headers });
}

/** The pool's rules in words. */
function passwordRules(policy: PasswordPolicy): string[] {
  const rules: readonly (readonly [boolean, string])[] = [
    [true, `At least ${policy.minimumLength} characters`],
    [policy.requireLowercase, 'A lower-case letter'],
    [policy.requireUppercase, 'An upper-case letter'],
    [policy.requireNumbers, 'A digit'],
    [policy.requireSymbols, 'A symbol, such as ! or -'],
  ];
  return rules.filter(([applies]) => applies).map(([, rule]) => rule);
}

function labelOf(attribute: string): string {
  const words = attribute.replace(/^custom:/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function typeOf(attribute: string): 'email' | 'tel' | 'text' {
  if (attribute === 'email') return 'email';
  return attribute === 'phone_number' ? 'tel' : 'text';
}
