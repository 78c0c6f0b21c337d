import type { Json } from '../definition/definition.ts';
import { type Bindings, evaluateExpression, expressionIn } from './expression.ts';

/** An expression gave nothing, another type than its field takes, or an error; the message is AWS's sentence. */
export class QueryEvaluationError extends Error {
  override readonly name = 'QueryEvaluationError';
  /** The field's path, e.g. `Arguments/Sql`. */
  readonly field: string;

  constructor(source: string, field: string, what: string) {
    super(`The JSONata expression '${source}' specified for the field '${field}' ${what}`);
    this.field = field;
  }
}

/** Types that a field may ask for, by JSON's names. */
export interface FieldTypes {
  readonly number: number;
  readonly string: string;
  readonly boolean: boolean;
  readonly array: readonly Json[];
  readonly object: Readonly<Record<string, Json>>;
}

/**
 * Evaluates a field of a state: each text in it that is an expression gives place to the expression's value.
 *
 * @throws QueryEvaluationError
 */
export async function evaluateTemplate(template: Json, field: string, bindings: Bindings): Promise<Json> {
  const source = expressionIn(template);
  if (source !== undefined) return evaluate(source, field, bindings);
  // One after the other, so that the first of several that fail is the one that is told of.
  if (Array.isArray(template)) {
    const items: Json[] = [];
    for (const [index, item] of template.entries()) {
      items.push(await evaluateTemplate(item, `${field}[${index}]`, bindings));
    }
    return items;
  }
  if (typeof template !== 'object' || template === null) return template;
  const members: [string, Json][] = [];
  for (const [name, value] of Object.entries(template)) {
    members.push([name, await evaluateTemplate(value, `${field}/${name}`, bindings)]);
  }
  return Object.fromEntries(members);
}

/** Evaluates a field that takes values of one type. Throws QueryEvaluationError. */
export async function evaluateAs<Type extends keyof FieldTypes>(
  type: Type,
  template: Json,
  field: string,
  bindings: Bindings,
): Promise<FieldTypes[Type]> {
  const value = await evaluateTemplate(template, field, bindings);
  if (typeOf(value) === type) return value as FieldTypes[Type];
  const what = `returned an unexpected result type. Expected '${type}', but was '${typeOf(value)}' for value: ${JSON.stringify(value)}`;
  throw new QueryEvaluationError(expressionIn(template) ?? JSON.stringify(template), field, what);
}

async function evaluate(source: string, field: string, bindings: Bindings): Promise<Json> {
  const evaluated = await evaluateExpression(source, bindings);
  if ('error' in evaluated) {
    throw new QueryEvaluationError(source, field, `threw an error during evaluation${evaluated.error}`);
  }
  if (evaluated.value === undefined) throw new QueryEvaluationError(source, field, 'returned nothing (undefined).');
  return evaluated.value;
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
