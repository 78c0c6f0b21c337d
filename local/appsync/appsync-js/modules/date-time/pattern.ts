/** A part of a pattern: letters, text that stands for itself, or the bounds of an optional part. */
export type PatternPart =
  | { readonly kind: 'letters'; readonly letter: string; readonly count: number; readonly padTo: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'optional'; readonly bound: '[' | ']' };

/** The most letters in a row that mean something; any number of those that are missing here. */
const mostLetters: Readonly<Record<string, number>> = {
  ...{ G: 5, M: 5, L: 5, Q: 5, q: 5, E: 5, e: 5, c: 5, w: 2, W: 1, D: 3, d: 2, F: 1, a: 1, h: 2, H: 2, k: 2, K: 2 },
  ...{ m: 2, s: 2, S: 9, V: 2, z: 4, O: 4, X: 5, x: 5, Z: 5 },
};

const letters = 'GuyDMLdQqYwWEecFahKkHmsSAnNVzOXxZ';

/** Reads a pattern of java.time.format.DateTimeFormatter; throws RangeError, in Java's words, for what is none. */
export function readPattern(pattern: string): PatternPart[] {
  const parts: PatternPart[] = [];
  const token = /'((?:[^']|'')*)'|(p*)([a-oq-zA-Z])\3*|([[\]])|([{}#'p])|([^a-zA-Z[\]{}#']+)/g;
  for (const [all, quoted, padding = '', letter, bound, reserved, text] of pattern.matchAll(token)) {
    if (reserved !== undefined) throw new RangeError(`Pattern includes reserved character: '${reserved}'`);
    if (letter !== undefined) {
      parts.push({
        kind: 'letters',
        letter,
        count: countOf(letter, all.length - padding.length),
        padTo: padding.length,
      });
    } else if (bound === '[' || bound === ']') parts.push({ kind: 'optional', bound });
    else parts.push({ kind: 'text', text: quoted === '' ? "'" : (quoted?.replaceAll("''", "'") ?? text ?? '') });
  }
  return parts;
}

function countOf(letter: string, count: number): number {
  if (!letters.includes(letter)) throw new RangeError(`Unknown pattern letter: ${letter}`);
  const few = (letter === 'V' && count !== 2) || (letter === 'O' && count !== 1 && count !== 4);
  if (few || count > (mostLetters[letter] ?? count)) throw new RangeError(`Too many pattern letters: ${letter}`);
  return count;
}
