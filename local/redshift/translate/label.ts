import type { Expression } from '../syntax/expression-tree.ts';

/** Functions that Redshift's parser writes as others. */
const renamed: Readonly<Record<string, string>> = {
  nvl: 'coalesce',
  dateadd: 'date_add',
  datediff: 'date_diff',
  extract: 'date_part',
  date_part: 'pgdate_part',
  decode: 'case',
  current_date: 'date',
  sysdate: 'timestamp',
  trim: 'btrim',
  char_length: 'length',
  character_length: 'length',
};

const unnamed = '?column?';

/**
 * The name of an output column without an alias.
 *
 * @see https://www.postgresql.org/docs/8.0/sql-select.html the rule that Redshift has kept
 */
export function columnLabel(expression: Expression): string {
  switch (expression.kind) {
    case 'reference': {
      const last = expression.steps.findLast((step) => 'name' in step);
      return last && 'name' in last ? last.name.value : unnamed;
    }
    case 'call':
      return renamed[expression.name] ?? expression.name;
    case 'cast': {
      const label = columnLabel(expression.operand);
      return label === unnamed || label === 'case' ? expression.type.name : label;
    }
    case 'case': {
      const label = expression.otherwise ? columnLabel(expression.otherwise) : unnamed;
      return label === unnamed ? 'case' : label;
    }
    case 'subquery':
      return subqueryLabel(expression);
    case 'operation':
      return expression.operator === 'path' ? pathLabel(expression.operands) : unnamed;
    case 'zone':
      return 'timezone';
    case 'interval':
      return 'interval';
    case 'literal':
      return expression.literal === 'boolean' ? 'bool' : unnamed;
    default:
      return unnamed;
  }
}

function subqueryLabel(expression: Extract<Expression, { kind: 'subquery' }>): string {
  if (expression.isExistence) return '?column?';
  const { body } = expression.query;
  const first = body.kind === 'select' ? body.items[0] : undefined;
  return first ? (first.alias?.value ?? columnLabel(first.expression)) : unnamed;
}

function pathLabel(operands: readonly Expression[]): string {
  const last = operands.findLast((step) => step.kind === 'literal' && step.literal === 'string');
  return last?.place.value ?? unnamed;
}
