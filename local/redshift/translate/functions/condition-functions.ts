import type { Token } from '../../syntax/tokens.ts';
import { commonOf, unify } from '../common-values.ts';
import { compare } from '../comparisons.ts';
import { fill, raw, type Translated } from '../translated.ts';
import type { FunctionRule, FunctionRules } from './function-rule.ts';

const many = Number.POSITIVE_INFINITY;

function together(sql: string): FunctionRule['write'] {
  return (place, operands) => {
    const type = commonOf(operands);
    return { tokens: fill(place, sql, ...operands.map((operand) => unify(place, operand, type).tokens)), type };
  };
}

const coalesce: FunctionRule = { least: 1, most: many, write: together('coalesce($*)') };

/** A value that equals another, or is NULL like it, yields the result that follows. */
function writeDecode(place: Token, operands: readonly Translated[]): Translated {
  const [subject, ...rest] = operands;
  const results = rest.filter((_, index) => index % 2 === 1 || index === rest.length - 1);
  const type = commonOf(results);
  const result = (value: Translated) => unify(place, value, type).tokens;
  const branches: Token[] = [];
  for (let at = 0; at + 1 < rest.length; at += 2) {
    const [value, branch] = [rest[at], rest[at + 1]];
    if (!subject || !value || !branch) continue;
    const isSame =
      value.untyped === 'null'
        ? fill(place, '($1 IS NULL)', subject.tokens)
        : fill(
            place,
            '($1 OR ($2 IS NULL AND $3 IS NULL))',
            compare(place, '=', subject, value),
            subject.tokens,
            value.tokens,
          );
    branches.push(...fill(place, 'WHEN $1 THEN $2', isSame, result(branch)));
  }
  const last = rest.length % 2 === 1 ? rest.at(-1) : undefined;
  const otherwise = last ? fill(place, 'ELSE $1', result(last)) : [];
  return { tokens: [raw(place, '(CASE'), ...branches, ...otherwise, raw(place, 'END)')], type };
}

/**
 * Conditional expressions that are written as functions.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c_conditional_expressions.html
 */
export const conditionFunctions: FunctionRules = {
  coalesce,
  nvl: coalesce,
  nvl2: {
    least: 3,
    most: 3,
    write: (place, [subject, filled, missing]) => {
      const none: Translated = { tokens: [], type: undefined };
      const [a, b] = [filled ?? none, missing ?? none];
      const type = commonOf([a, b]);
      const sql = '(CASE WHEN $1 IS NOT NULL THEN $2 ELSE $3 END)';
      return {
        tokens: fill(place, sql, subject?.tokens ?? [], unify(place, a, type).tokens, unify(place, b, type).tokens),
        type,
      };
    },
  },
  nullif: {
    least: 2,
    most: 2,
    write: (place, [left, right]) => {
      const none: Translated = { tokens: [], type: undefined };
      const [a, b] = [left ?? none, right ?? none];
      const type = a.untyped === 'text' ? { name: 'varchar' as const } : a.type;
      return { tokens: fill(place, '(CASE WHEN $1 THEN NULL ELSE $2 END)', compare(place, '=', a, b), a.tokens), type };
    },
  },
  greatest: { least: 1, most: many, write: together('greatest($*)') },
  least: { least: 1, most: many, write: together('least($*)') },
  decode: { least: 3, most: many, write: writeDecode },
};
