import { type Html, html } from './html.ts';
import { alertId } from './page.ts';

/** An input of a form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'password' | 'email' | 'tel';
  readonly value: string;
  readonly autocomplete: string;
  /** Whether what was sent in it is why the page is shown again. */
  readonly isInvalid: boolean;
  /** Whether it takes the keys at once. */
  readonly isFirst: boolean;
  /** The element that says more about it. */
  readonly describedBy?: string | undefined;
}

/** An input below its label; none may be left empty. */
export function field({ name, label, type, value, autocomplete, isInvalid, isFirst, describedBy }: Field): Html {
  const described = [isInvalid ? alertId : '', describedBy ?? ''].filter((id) => id !== '').join(' ');
  return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" autocapitalize="none" spellcheck="false" required${
    described !== '' && html` aria-describedby="${described}"`
  }${isInvalid && html` aria-invalid="true"`}${isFirst && html` autofocus`}>
</div>`;
}
