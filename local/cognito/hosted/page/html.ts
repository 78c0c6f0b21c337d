/** Markup that is safe to send: what came from outside is escaped in it. */
export interface Html {
  readonly markup: string;
}

type Content = Html | string | undefined | false | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes markup of a template: text between its parts is escaped, markup stays, undefined and false are left out. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return { markup: String.raw({ raw: parts }, ...contents.map(toMarkup)) };
}

function toMarkup(content: Content): string {
  if (content === undefined || content === false) return '';
  if (typeof content === 'string') return escapeText(content);
  return 'markup' in content ? content.markup : content.map(toMarkup).join('');
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
