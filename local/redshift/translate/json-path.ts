import type { Token } from '../syntax/tokens.ts';
import { quoteText } from '../syntax/tokens.ts';
import { fill, raw, type Translated } from './translated.ts';

/** One step into a SUPER: an attribute's name, or an index. */
export type PathStep = { readonly name: string } | { readonly index: Translated };

/** Leads a path into a SUPER; what is not there is NULL. */
export function navigate(place: Token, value: readonly Token[], steps: readonly PathStep[]): Token[] {
  let tokens = [...value];
  let path = '';
  const flush = () => {
    if (path !== '') tokens = fill(place, 'json_extract($1, $2)', tokens, [raw(place, quoteText(`$${path}`))]);
    path = '';
  };
  for (const step of steps) {
    if ('name' in step) path += `."${step.name.replaceAll('"', '""')}"`;
    else if (/^\d+$/.test(step.index.literal ?? '')) path += `[${step.index.literal}]`;
    else {
      flush();
      tokens = fill(place, 'redshift_super_step($1, $2)', tokens, step.index.tokens);
    }
  }
  flush();
  return tokens;
}
