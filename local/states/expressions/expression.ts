import jsonata from 'jsonata';
import type { Json } from '../definition/definition.ts';
import { jsonataFunctions } from './jsonata-functions.ts';

/** The expression in `{% … %}`; undefined for text that is none. */
export function expressionIn(value: Json): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('{%') || !value.endsWith('%}')) return undefined;
  return value.slice(2, -2).trim();
}

/** What the names in an expression stand for. */
export type Bindings = Readonly<Record<string, unknown>>;

/** What an expression gave; `error` is JSONata's own, with its code. */
export type Evaluated = { readonly value: Json | undefined } | { readonly error: string };

/** Parses an expression. Throws JSONata's error. */
export function parseExpression(source: string): jsonata.Expression {
  const expression = jsonata(source);
  for (const { name, signature, run } of jsonataFunctions) expression.registerFunction(name, run, signature);
  return expression;
}

/** Those that were evaluated before: as many as definitions hold, again and again in each loop and each execution. */
const parsed = new Map<string, jsonata.Expression>();

function parsedOnce(source: string): jsonata.Expression {
  const expression = parsed.get(source) ?? parseExpression(source);
  parsed.set(source, expression);
  return expression;
}

/** Evaluates an expression, whose context item is nothing, as Step Functions does. */
export async function evaluateExpression(source: string, bindings: Bindings): Promise<Evaluated> {
  try {
    const value: unknown = await parsedOnce(source).evaluate(undefined, { ...bindings });
    if (typeof value === 'function') return { value: undefined };
    const text = JSON.stringify(value);
    return { value: text === undefined ? undefined : JSON.parse(text) };
  } catch (error) {
    return { error: describeError(error) };
  }
}

/** JSONata's errors have a code, e.g. `T0410`, and a message that is a property of a plain object. */
function describeError(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return typeof code === 'string' ? `. ${code}: ${message}` : `: ${message ?? error}`;
}
