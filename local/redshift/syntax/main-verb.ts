import { isSymbol, isWord, type Token } from './tokens.ts';

/** Where the verb of a statement stands: at its start, or behind the common table expressions of WITH. */
export function mainVerb(tokens: readonly Token[]): number {
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    if (depth === 0 && isVerb(token, tokens[at + 1])) return at;
  }
  return 0;
}

/** A common table expression may have the name of a change. */
function isVerb(token: Token, next: Token | undefined): boolean {
  if (isWord(token, 'select')) return true;
  return isWord(token, 'insert', 'update', 'delete') && !isWord(next, 'as') && !isSymbol(next, '(');
}
