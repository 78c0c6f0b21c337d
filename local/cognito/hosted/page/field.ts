import { type Html, html } from './html.ts';
import { alertId } from './page.ts';

/** An input of a form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'password' | 'email' | 'tel';
  readonly value?: string;
  readonly autocomplete: string;
  /** Whether what was sent in it is why the page is shown again. */
  readonly isInvalid?: boolean;
  /** Whether it takes the keys at once. */
  readonly isFirst?: boolean;
  readonly isReadOnly?: boolean;
  /** What the label has no room for. */
  readonly hint?: Html;
}

/** An input below its label; none may be left empty. */
export function field(options: Field): Html {
  const { name, label, type, value = '', autocomplete, isInvalid, isFirst, isReadOnly, hint } = options;
  const hintId = `${name}-hint`;
  const described = [isInvalid ? alertId : '', hint ? hintId : ''].filter((id) => id !== '').join(' ');
  const flags = [
    described !== '' && html` aria-describedby="${described}"`,
    isInvalid && html` aria-invalid="true"`,
    isFirst && html` autofocus`,
    isReadOnly && html` readonly`,
  ];
  return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" autocapitalize="none" spellcheck="false" required${flags}>
${hint && html`<div class="hint" id="${hintId}">${hint}</div>`}
</div>`;
}
