import type { Token } from './tokens.ts';

/** SQL text and where its pieces came from. */
export interface PrintedSql {
  readonly text: string;
  /** The offset in the statement as it was sent of what stands at `offset` in `text`. */
  readonly sourceOffset: (offset: number) => number;
}

/** Writes tokens as SQL. */
export function printTokens(tokens: readonly Token[]): PrintedSql {
  const places: Array<{ readonly printed: number; readonly source: number }> = [];
  let text = '';
  tokens.forEach((token, index) => {
    // Two words that a rewrite put side by side must not melt into one.
    const melts = /[\w$"']/.test(tokens[index - 1]?.text.at(-1) ?? '') && /^[\w$"']/.test(token.text);
    if (index > 0 && (token.spaced || melts)) text += ' ';
    places.push({ printed: text.length, source: token.start });
    text += token.text;
  });
  return { text, sourceOffset: (offset) => places.findLast((place) => place.printed <= offset)?.source ?? 0 };
}
