import { SqlError } from '../engine.ts';
import type { Expression, FunctionCall, OrderItem, Window } from '../syntax/expression-tree.ts';
import { quoteName, type Token } from '../syntax/tokens.ts';
import { typeText } from '../syntax/value-type.ts';
import { isAggregate, translateAggregate } from './aggregates.ts';
import { callerFunctions } from './functions/caller-functions.ts';
import { conditionFunctions } from './functions/condition-functions.ts';
import { dateFunctions } from './functions/date-functions.ts';
import type { FunctionRules } from './functions/function-rule.ts';
import { notSupportedFunctions } from './functions/not-supported.ts';
import { numberFunctions } from './functions/number-functions.ts';
import { superFunctions } from './functions/super-functions.ts';
import { textFunctions } from './functions/text-functions.ts';
import type { Scope } from './scope.ts';
import { translateExpression } from './translate-expression.ts';
import { fill, joinTokens, parenthesize, raw, type Translated } from './translated.ts';
import { translateWindowFunction } from './window-functions.ts';

const functions: FunctionRules = {
  ...textFunctions,
  ...numberFunctions,
  ...conditionFunctions,
  ...dateFunctions,
  ...superFunctions,
  ...callerFunctions,
};

/**
 * Writes a function's call.
 *
 * @throws SqlError for a function that Redshift, or the local engine, does not have.
 */
export function translateCall(call: FunctionCall, scope: Scope): Translated {
  const { place, name, operands } = call;
  const inner = (expression: Expression) => translateExpression(expression, scope);
  const modelFunction = isBuiltIn(call)
    ? undefined
    : scope.dialect.findModelFunction(name, call.schema, operands.length);
  const values = operands.map(inner);
  if (modelFunction !== undefined) {
    // The database gives a parameter the type that the model's function takes.
    const written = operands.map((operand, index) => {
      const isParameter = operand.kind === 'literal' && operand.literal === 'parameter';
      return isParameter ? [operand.place] : (values[index]?.tokens ?? []);
    });
    const list = parenthesize(place, joinTokens(place, written, ','));
    return { tokens: [raw(place, quoteName(modelFunction)), ...list], type: undefined };
  }
  if (call.schema !== undefined && call.schema !== 'pg_catalog')
    throw unknownFunction(`${call.schema}.${name}`, values);
  const over = call.window ? translateWindow(place, call.window, inner) : undefined;
  const windowed = translateWindowFunction(call, values, over);
  if (windowed) return windowed;
  if (isAggregate(name)) return writeAggregate(call, values, over, inner);
  if (over) throw new SqlError(`ERROR: OVER specified, but ${name} is not a window function nor an aggregate function`);
  if (name === 'grouping')
    return { tokens: fill(place, 'grouping($*)', ...values.map(({ tokens }) => tokens)), type: { name: 'int4' } };
  return writeScalar(call, values);
}

/** Without a schema, pg_catalog's functions come before a user's of the same name and number of arguments. */
function isBuiltIn({ name, schema, operands }: FunctionCall): boolean {
  if (schema !== undefined) return schema === 'pg_catalog';
  const rule = Object.hasOwn(functions, name) ? functions[name] : undefined;
  return isAggregate(name) || (rule !== undefined && operands.length >= rule.least && operands.length <= rule.most);
}

function writeScalar(call: FunctionCall, values: readonly Translated[]): Translated {
  const { place, name } = call;
  const rule = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!rule && notSupportedFunctions.has(name)) {
    throw new SqlError(`ERROR: function ${name} is not supported by the local engine`);
  }
  const isFitting = rule && values.length >= rule.least && values.length <= rule.most;
  if (!rule || !isFitting || call.hasStar || call.isDistinct) throw unknownFunction(name, values);
  return rule.write(place, values);
}

/** @see https://www.postgresql.org/docs/8.0/errcodes-appendix.html undefined_function */
function unknownFunction(name: string, values: readonly Translated[]): SqlError {
  const types = values.map(({ type }) => typeText(type)).join(', ');
  return new SqlError(`ERROR: function ${name}(${types}) does not exist`);
}

function writeAggregate(
  call: FunctionCall,
  values: readonly Translated[],
  over: readonly Token[] | undefined,
  inner: (expression: Expression) => Translated,
): Translated {
  const { place } = call;
  requireFrame(call);
  const [item] = call.withinGroup;
  const aggregate = translateAggregate({
    call,
    values,
    order: translateOrder(place, call.withinGroup, inner),
    sorted: item && inner(item.expression),
    isDescending: item?.direction.startsWith('desc') ?? false,
  });
  if (!aggregate) throw unknownFunction(call.name, values);
  return { tokens: fill(place, aggregate.around, [...aggregate.call, ...(over ?? [])]), type: aggregate.type };
}

/** @see https://docs.aws.amazon.com/redshift/latest/dg/c_Window_functions.html */
function requireFrame({ window, name }: FunctionCall): void {
  if (window && window.orderBy.length > 0 && window.frame.length === 0 && name !== 'listagg') {
    throw new SqlError('ERROR: Aggregate window functions with an ORDER BY clause require a frame clause');
  }
}

/** ORDER BY and its items; nothing for none. */
export function translateOrder(
  place: Token,
  items: readonly OrderItem[],
  inner: (expression: Expression) => Translated,
): Token[] {
  if (items.length === 0) return [];
  const written = items.map(({ expression, direction }) => fill(place, `$1 ${direction}`, inner(expression).tokens));
  return fill(place, 'ORDER BY $1', joinTokens(place, written, ','));
}

function translateWindow(place: Token, window: Window, inner: (expression: Expression) => Translated): Token[] {
  const partition = window.partitionBy.map((expression) => inner(expression).tokens);
  const by = partition.length > 0 ? fill(place, 'PARTITION BY $1', joinTokens(place, partition, ',')) : [];
  return fill(place, 'OVER ($1 $2 $3)', by, translateOrder(place, window.orderBy, inner), window.frame);
}
