import type { TokenReader } from './token-reader.ts';
import { isSymbol, isWord, type Token } from './tokens.ts';

/**
 * Takes all that is left as a query.
 *
 * @throws SqlError when none begins here.
 */
export function readQuery(reader: TokenReader): Token[] {
  let ahead = 0;
  while (isSymbol(reader.peek(ahead), '(')) ahead += 1;
  return isWord(reader.peek(ahead), 'select', 'with') ? reader.rest() : reader.fail();
}
