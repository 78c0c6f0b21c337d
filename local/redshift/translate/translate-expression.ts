import { SqlError } from '../engine.ts';
import type { Case, Expression, Literal, Membership, Reference, Test } from '../syntax/expression-tree.ts';
import { quoteText, type Token } from '../syntax/tokens.ts';
import { castTo } from './casts.ts';
import { commonOf, unify } from './common-values.ts';
import { compare, compareMany } from './comparisons.ts';
import { navigate, type PathStep } from './json-path.ts';
import { translateMatch } from './matches.ts';
import { translateOperation } from './operators.ts';
import { resolveNames, type Scope } from './scope.ts';
import { translateCall } from './translate-call.ts';
import { translateQuery } from './translate-query.ts';
import { fill, joinTokens, nameToken, parenthesize, raw, type Translated } from './translated.ts';

/** Writes an expression in DuckDB's words. */
export function translateExpression(expression: Expression, scope: Scope): Translated {
  const { place } = expression;
  const inner = (child: Expression) => translateExpression(child, scope);
  switch (expression.kind) {
    case 'literal':
      return translateLiteral(expression);
    case 'reference':
      return translateReference(expression, scope);
    case 'star':
      throw new SqlError('ERROR: syntax error at or near "*"');
    case 'call':
      return translateCall(expression, scope);
    case 'operation':
      return translateOperation(expression, inner);
    case 'cast':
      return castTo(place, inner(expression.operand), expression.type, expression.isSafe);
    case 'case':
      return translateCase(expression, scope);
    case 'between': {
      const [operand, low, high] = [inner(expression.operand), inner(expression.low), inner(expression.high)];
      const both = fill(place, '($1 AND $2)', compare(place, '>=', operand, low), compare(place, '<=', operand, high));
      return truth(expression.isNegated ? fill(place, '(NOT $1)', both) : both);
    }
    case 'in':
      return translateMembership(expression, scope);
    case 'match':
      return truth(translateMatch(expression, inner));
    case 'test':
      return truth(translateTest(expression, inner(expression.operand)));
    case 'subquery': {
      const query = translateQuery(expression.query, scope);
      const tokens = parenthesize(place, query.tokens);
      if (!expression.isExistence && (query.columns?.length ?? 1) > 1) {
        throw new SqlError('ERROR: subquery must return only one column');
      }
      if (expression.isExistence) return truth([raw(place, 'EXISTS'), ...tokens]);
      return { tokens, type: query.columns?.[0]?.[1].type };
    }
    case 'quantified': {
      const query = parenthesize(place, translateQuery(expression.query, scope).tokens);
      const quantifier = expression.quantifier === 'all' ? 'ALL' : 'ANY';
      return truth(
        fill(place, `($1 ${expression.operator} ${quantifier} $2)`, inner(expression.operand).tokens, query),
      );
    }
    case 'row':
      return { tokens: fill(place, '($*)', ...expression.items.map((item) => inner(item).tokens)), type: undefined };
    case 'zone':
      return translateZone(place, inner(expression.operand), inner(expression.zone));
    case 'interval':
      return { tokens: [raw(place, `INTERVAL ${quoteText(expression.text)}`)], type: { name: 'interval' } };
  }
}

/** A condition. */
export function truth(tokens: readonly Token[]): Translated {
  return { tokens, type: { name: 'bool' } };
}

function translateLiteral({ literal, place }: Literal): Translated {
  switch (literal) {
    case 'null':
      return { tokens: [place], type: undefined, untyped: 'null' };
    case 'boolean':
      return truth([place]);
    case 'parameter':
      // DuckDB finds no overload of a macro for a parameter without a type.
      return { tokens: fill(place, 'CAST($1 AS VARCHAR)', [place]), type: undefined, untyped: 'text' };
    case 'string':
      return {
        tokens: [{ ...place, text: quoteText(place.value) }],
        type: undefined,
        untyped: 'text',
        literal: place.value,
      };
    case 'number':
      return translateNumber(place);
  }
}

/** Whole numbers are INTEGER when they fit, others with a point NUMERIC, those with an exponent DOUBLE PRECISION. */
function translateNumber(place: Token): Translated {
  const text = place.value;
  const [whole = '', fraction = ''] = text.split('.');
  if (/e/i.test(text)) return { tokens: [place], type: { name: 'float8' }, literal: text };
  const digits = whole.replace(/^0+/, '').length;
  if (text.includes('.') || digits > 19 || BigInt(whole || '0') > 9223372036854775807n) {
    const precision = Math.max(digits + fraction.length, 1);
    if (precision > 38) return { tokens: [place], type: { name: 'float8' }, literal: text };
    return { tokens: [place], type: { name: 'numeric', precision, scale: fraction.length }, literal: text };
  }
  return { tokens: [place], type: { name: Number(whole) > 2147483647 ? 'int8' : 'int4' }, literal: text };
}

function translateReference(reference: Reference, scope: Scope): Translated {
  const { place, steps } = reference;
  const names: string[] = [];
  for (const step of steps) {
    if (!('name' in step)) break;
    names.push(step.name.value);
  }
  const { length, column, isKnown, tokens } = resolveNames(names, scope);
  const { type } = column;
  const name = joinTokens(
    place,
    steps.slice(0, length).map((step) => ('name' in step ? [nameToken(step.name)] : [])),
    '.',
  );
  const written = tokens ? parenthesize(place, tokens) : name;
  const path = steps.slice(length).map((step): PathStep => {
    return 'name' in step ? { name: step.name.value } : { index: translateExpression(step.index, scope) };
  });
  if (path.length === 0) return { tokens: written, type, column };
  if (isKnown && type && type.name !== 'super') {
    throw new SqlError(`ERROR: column "${names[length - 1]}" is of type ${type.name}, not SUPER, and has no path`);
  }
  return { tokens: navigate(place, written, path), type: { name: 'super' } };
}

function translateCase(expression: Case, scope: Scope): Translated {
  const { place } = expression;
  const inner = (child: Expression) => translateExpression(child, scope);
  const subject = expression.subject && inner(expression.subject);
  const results = [
    ...expression.branches.map(({ result }) => result),
    ...(expression.otherwise ? [expression.otherwise] : []),
  ].map(inner);
  const type = commonOf(results);
  const written = results.map((result) => unify(place, result, type).tokens);
  const branches = expression.branches.flatMap(({ when }, index) => {
    const condition = subject ? compare(place, '=', subject, inner(when)) : inner(when).tokens;
    return fill(place, 'WHEN $1 THEN $2', condition, written[index] ?? []);
  });
  const otherwise = expression.otherwise ? fill(place, 'ELSE $1', written.at(-1) ?? []) : [];
  return { tokens: [raw(place, '(CASE'), ...branches, ...otherwise, raw(place, 'END)')], type };
}

function translateMembership(expression: Membership, scope: Scope): Translated {
  const { place } = expression;
  const operand = translateExpression(expression.operand, scope);
  const not = expression.isNegated ? 'NOT ' : '';
  if ('kind' in expression.values) {
    const values = translateQuery(expression.values, scope);
    if (expression.operand.kind !== 'row' && (values.columns?.length ?? 1) > 1) {
      throw new SqlError('ERROR: subquery has too many columns');
    }
    const query = parenthesize(place, values.tokens);
    return truth(fill(place, `($1 ${not}IN $2)`, operand.tokens, query));
  }
  const values = expression.values.map((value) => translateExpression(value, scope));
  return truth(fill(place, not === '' ? '$1' : '(NOT $1)', compareMany(place, operand, values)));
}

function translateTest({ place, test, isNegated }: Test, operand: Translated): Token[] {
  const not = isNegated ? 'NOT ' : '';
  if (test === 'null' || test === 'unknown') {
    // JSON's null is NULL to SQL.
    const value =
      operand.type?.name === 'super' ? fill(place, 'redshift_super_value($1)', operand.tokens) : operand.tokens;
    return fill(place, `($1 IS ${not}NULL)`, value);
  }
  return fill(place, `($1 IS ${not}${test.toUpperCase()})`, operand.tokens);
}

/** A TIMESTAMP becomes one with a time zone, and the reverse. */
function translateZone(place: Token, operand: Translated, zone: Translated): Translated {
  const isZoned = operand.type?.name === 'timestamptz';
  const value = operand.untyped === 'text' ? castTo(place, operand, { name: 'timestamp' }) : operand;
  return {
    tokens: fill(place, '($1 AT TIME ZONE redshift_zone($2))', value.tokens, zone.tokens),
    type: { name: isZoned ? 'timestamp' : 'timestamptz' },
  };
}
