import { SqlError } from '../engine.ts';
import type { Expression, Match } from '../syntax/expression-tree.ts';
import { quoteText, type Token } from '../syntax/tokens.ts';
import { asText } from './casts.ts';
import { fill, type Translated } from './translated.ts';

/** LIKE, ILIKE and SIMILAR TO; a backslash escapes unless ESCAPE names another character. */
export function translateMatch(match: Match, inner: (expression: Expression) => Translated): Token[] {
  const { place } = match;
  const operand = asText(place, inner(match.operand));
  const pattern = asText(place, inner(match.pattern));
  const escapeMark = match.escape && inner(match.escape);
  const tokens =
    match.operator === 'similar'
      ? similar(place, operand, pattern, escapeMark)
      : like(match, operand, pattern, escapeMark);
  return match.isNegated ? fill(place, '(NOT $1)', tokens) : tokens;
}

function like(
  match: Match,
  operand: readonly Token[],
  pattern: readonly Token[],
  escapeMark: Translated | undefined,
): Token[] {
  const { place } = match;
  const mark = escapeMark === undefined ? fill(place, quoteText('\\')) : escapeMark.tokens;
  return fill(place, `($1 ${match.operator.toUpperCase()} $2 ESCAPE $3)`, operand, pattern, mark);
}

function similar(
  place: Token,
  operand: readonly Token[],
  pattern: readonly Token[],
  escapeMark: Translated | undefined,
): Token[] {
  if (escapeMark !== undefined && escapeMark.literal !== '\\') {
    throw new SqlError('ERROR: SIMILAR TO with ESCAPE is not supported by the local engine');
  }
  return fill(place, 'regexp_full_match($1, redshift_similar_pattern($2))', operand, pattern);
}
