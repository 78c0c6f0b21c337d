import { readComponent } from '../components/component.ts';
import type { StatementReader } from './statement.ts';

const comparisons: Readonly<Record<string, (bytes: number, size: number) => boolean>> = {
  EQ: (bytes, size) => bytes === size,
  NE: (bytes, size) => bytes !== size,
  LE: (bytes, size) => bytes <= size,
  LT: (bytes, size) => bytes < size,
  GE: (bytes, size) => bytes >= size,
  GT: (bytes, size) => bytes > size,
};

/**
 * Compares how many bytes a part of the request has, not the number that it may spell.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_SizeConstraintStatement.html
 */
export const sizeConstraintStatement: StatementReader = (properties, context) => {
  const operator = properties.requiredText('ComparisonOperator');
  const holds = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (!holds) throw context.refuse(`ComparisonOperator ${operator}`);
  const size = Number(properties.requiredText('Size'));
  const component = readComponent(properties, context);
  return ({ request }) => component(request, (text) => holds(text.length, size));
};
