import { type AttributeValue, toAttributeValue } from '../dynamodb.ts';
import { asFilter, asList, type Filter, readOrNull, UnreadableFilterError } from './filter.ts';

/** Writes a filter as a DynamoDB expression with its names and values, as JSON; null when it cannot be read. */
export function toDynamoDBExpression(filter: unknown): string | null {
  return readOrNull(() => {
    const placeholders: Placeholders = { expressionNames: {}, expressionValues: {} };
    const expression = writeFilter(asFilter(filter), [], placeholders);
    return JSON.stringify({ expression, ...placeholders });
  });
}

interface Placeholders {
  readonly expressionNames: Record<string, string>;
  readonly expressionValues: Record<string, AttributeValue>;
}

// AppSync joins whatever a part comes to, even nothing: {a: {eq: 1}, b: {}} ends in " AND ".
function writeFilter(filter: Filter, prefix: readonly string[], placeholders: Placeholders): string {
  return Object.entries(filter)
    .map(([name, value]) => writeMember(name, value, prefix, placeholders))
    .join(' AND ');
}

function writeMember(name: string, value: unknown, prefix: readonly string[], placeholders: Placeholders): string {
  if (name === 'not') return `(NOT ${writeFilter(asFilter(value), [...prefix, name], placeholders)})`;
  if (name === 'and' || name === 'or') {
    const members = asList(value).map((member, index) =>
      writeFilter(asFilter(member), [...prefix, name, String(index)], placeholders),
    );
    return wrapSeveral(members, name.toUpperCase());
  }
  placeholders.expressionNames[`#${name}`] = name;
  return writeOperators(asFilter(value), `#${name}`, [...prefix, name], placeholders);
}

function writeOperators(operators: Filter, operand: string, path: readonly string[], all: Placeholders): string {
  const written = Object.entries(operators).map(([operator, value]) => {
    const inner = [...path, operator];
    // A size within a size names its value once more, but measures once.
    if (operator === 'size') return writeOperators(asFilter(value), sizeOf(operand), inner, all);
    const placeholder = (part: unknown, ...suffix: readonly string[]) => {
      const name = `:${[...inner, ...suffix].join('_')}`;
      all.expressionValues[name] = toAttributeValue(part);
      return name;
    };
    return `(${writeOperator(operator, operand, value, placeholder)})`;
  });
  return wrapSeveral(written, 'AND');
}

const sizeOf = (operand: string) => (operand.startsWith('size(') ? operand : `size(${operand})`);

const wrapSeveral = (parts: readonly string[], joiner: string) =>
  parts.length > 1 ? `(${parts.join(` ${joiner} `)})` : (parts[0] ?? '');

type Placeholder = (part: unknown, ...suffix: readonly string[]) => string;

function writeOperator(operator: string, operand: string, value: unknown, placeholder: Placeholder): string {
  const comparison = comparisons[operator];
  if (comparison !== undefined) return `${operand} ${comparison} ${placeholder(value)}`;
  const call = functions[operator];
  if (call !== undefined) return `${call}(${operand},${placeholder(value)})`;
  switch (operator) {
    case 'between':
      return writeBetween(operand, asList(value), placeholder);
    case 'in':
      return writeIn(operand, asList(value), placeholder);
    case 'attributeExists':
      if (typeof value !== 'boolean') throw new UnreadableFilterError();
      return `${value ? 'attribute_exists' : 'attribute_not_exists'}(${operand})`;
    case 'attributeType':
      return `attribute_type(${operand},${placeholder(typeCode(value))})`;
    default:
      throw new UnreadableFilterError();
  }
}

function writeBetween(operand: string, [start, end, ...rest]: readonly unknown[], placeholder: Placeholder): string {
  if (end === undefined && rest.length === 0) throw new UnreadableFilterError();
  return `${operand} BETWEEN ${placeholder(start, 'start')} AND ${placeholder(end, 'end')}`;
}

function writeIn(operand: string, values: readonly unknown[], placeholder: Placeholder): string {
  if (values.length === 0) return 'null';
  return `${operand} IN (${values.map((value, index) => placeholder(value, String(index))).join(', ')})`;
}

function typeCode(name: unknown): string {
  const code = typeof name === 'string' ? typeCodes[name] : undefined;
  if (code === undefined) throw new UnreadableFilterError();
  return code;
}

const comparisons: Readonly<Record<string, string>> = { eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' };

const functions: Readonly<Record<string, string>> = {
  contains: 'contains',
  notContains: 'NOT contains',
  beginsWith: 'begins_with',
};

const typeCodes: Readonly<Record<string, string>> = {
  _null: 'NULL',
  string: 'S',
  stringSet: 'SS',
  number: 'N',
  numberSet: 'NS',
  binary: 'B',
  binarySet: 'BS',
  boolean: 'BOOL',
  list: 'L',
  map: 'M',
};
