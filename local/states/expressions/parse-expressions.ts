import type { Json } from '../definition/definition.ts';
import { DefinitionError } from '../definition/definition-error.ts';
import { expressionIn, parseExpression } from './expression.ts';

/** Parses every expression in a value of a definition. Throws DefinitionError naming the place of one that cannot be. */
export function parseExpressions(value: Json, where: string): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) parseExpressions(item, `${where}[${index}]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) parseExpressions(item, `${where}/${name}`);
  } else if (typeof value === 'string') requireExpression(value, where);
}

function requireExpression(text: string, where: string): void {
  const source = expressionIn(text);
  if (source !== undefined) parse(source, where);
  else if (text.startsWith('{%') || text.endsWith('%}')) {
    throw new DefinitionError(`${where}: an expression must begin with {% and end with %}, without spaces around them`);
  }
}

function parse(source: string, where: string): void {
  try {
    parseExpression(source);
  } catch (error) {
    const { message } = error as { readonly message?: unknown };
    throw new DefinitionError(`${where}: ${message} in the JSONata expression '${source}'`);
  }
}
