import { SqlError } from '../engine.ts';
import { isSymbol, isWord, type Token } from './tokens.ts';

const mostBrackets = 250;
/** DuckDB's time to plan a scalar subquery doubles with each one around it, and cannot be cancelled. */
const mostSubqueries = 20;
const mostCasts = 500;

/** How deep a statement is where it is read. */
interface Depth {
  readonly isSubquery: boolean;
  /** Casts without an operator between them. */
  casts: number;
}

/**
 * Gives the tokens back unless they are nested deeper than parsing and planning end in good time.
 *
 * @throws SqlError naming what there is too much of.
 */
export function requireShallow(tokens: readonly Token[]): readonly Token[] {
  const outside: Depth[] = [];
  let subqueries = 0;
  let here: Depth = { isSubquery: false, casts: 0 };
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'symbol') continue;
    if (isSymbol(token, '(') || isSymbol(token, '[') || isSymbol(token, '{')) {
      outside.push(here);
      here = { isSubquery: isWord(tokens[index + 1], 'select', 'with'), casts: 0 };
      if (here.isSubquery) subqueries += 1;
      if (outside.length > mostBrackets) throw tooDeep(`brackets nested more than ${mostBrackets} deep`);
      if (subqueries > mostSubqueries) throw tooDeep(`subqueries nested more than ${mostSubqueries} deep`);
    } else if (isSymbol(token, ')') || isSymbol(token, ']') || isSymbol(token, '}')) {
      if (here.isSubquery) subqueries -= 1;
      here = outside.pop() ?? { isSubquery: false, casts: 0 };
    } else if (isSymbol(token, '::')) {
      here.casts += 1;
      if (here.casts > mostCasts) throw tooDeep(`more than ${mostCasts} casts of one value`);
    } else if (!isSymbol(token, '.')) here.casts = 0;
  }
  return tokens;
}

function tooDeep(what: string): SqlError {
  return new SqlError(`ERROR: ${what} are not supported by the local engine`);
}
