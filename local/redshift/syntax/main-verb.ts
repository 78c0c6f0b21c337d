import { isSymbol, isWord, type Token } from './tokens.ts';

/** Where the verb of a statement stands: at its start, or behind the common table expressions of WITH. */
export function mainVerb(tokens: readonly Token[]): number {
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    if (depth === 0 && isWord(token, 'select', 'update', 'delete')) return at;
  }
  return 0;
}
