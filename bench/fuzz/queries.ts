import type { Chance } from './chance.ts';
import { expression, list } from './expressions.ts';
import { columnName, newName, tableName } from './words.ts';

/** A query, nested no deeper than `depth`. */
export function query(chance: Chance, depth: number): string {
  const left = depth - 1;
  if (depth > 0 && chance.is(0.12)) return `${withClause(chance, left)} ${select(chance, left)}`;
  if (depth > 0 && chance.is(0.12)) {
    return `${select(chance, left)} ${chance.pick(['UNION', 'UNION ALL', 'INTERSECT', 'EXCEPT', 'MINUS', 'UNION BY NAME'])} ${select(chance, left)}`;
  }
  return chance.is(0.03) ? `(${query(chance, left)})` : select(chance, left);
}

function withClause(chance: Chance, depth: number): string {
  const entry = () =>
    `${chance.is(0.2) ? 't' : newName(chance)}${chance.is(0.2) ? '(a, b)' : ''} AS (${query(chance, depth)})`;
  return `WITH ${chance.is(0.2) ? 'RECURSIVE ' : ''}${chance.some(1, 2, entry).join(', ')}`;
}

function select(chance: Chance, depth: number): string {
  return [
    'SELECT',
    chance.is(0.1) ? chance.pick(['DISTINCT', 'ALL', 'TOP 3', 'DISTINCT ON (id)', `TOP ${expression(chance, 0)}`]) : '',
    chance.is(0.2) ? '*' : selectList(chance, depth),
    chance.is(0.85) ? `FROM ${from(chance, depth)}` : '',
    chance.is(0.4) ? `WHERE ${expression(chance, depth)}` : '',
    chance.is(0.2)
      ? `GROUP BY ${chance.pick(['1', 'ALL', 'ROLLUP (1)', 'GROUPING SETS ((1), ())', list(chance, 1)])}`
      : '',
    chance.is(0.1) ? `HAVING ${expression(chance, depth)}` : '',
    chance.is(0.05) ? `QUALIFY ${expression(chance, depth)}` : '',
    chance.is(0.3) ? `ORDER BY ${list(chance, 1)}${chance.pick(['', ' DESC', ' NULLS LAST', ' ASC NULLS FIRST'])}` : '',
    chance.is(0.2) ? `LIMIT ${chance.pick(['0', '5', 'ALL', '-1', 'NULL', '99999999999999999999', '10 PERCENT'])}` : '',
    chance.is(0.1) ? `OFFSET ${chance.pick(['0', '2', '-1'])}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function selectList(chance: Chance, depth: number): string {
  const item = () => {
    const alias = chance.is(0.3) ? `${chance.pick([' AS ', ' '])}${newName(chance)}` : '';
    return `${expression(chance, depth)}${alias}`;
  };
  return chance.some(1, 5, item).join(', ');
}

function from(chance: Chance, depth: number): string {
  const first = source(chance, depth);
  const joins = chance.some(0, 2, () => join(chance, depth));
  return [first, ...joins].join('');
}

function source(chance: Chance, depth: number): string {
  if (depth > 0 && chance.is(0.15)) return `(${query(chance, depth - 1)})${chance.pick([' s', ' AS s(a, b)', ''])}`;
  if (chance.is(0.05))
    return chance.pick(['t, t.doc AS d', 't, t.doc.b AS d AT i', 't, UNPIVOT t.doc AS v AT k', '(VALUES (1), (2)) v']);
  return `${tableName(chance)}${chance.pick([' t', ' AS u', '', ' x(a, b)'])}`;
}

function join(chance: Chance, depth: number): string {
  const kind = chance.pick([
    ', ',
    ' JOIN ',
    ' LEFT JOIN ',
    ' FULL OUTER JOIN ',
    ' CROSS JOIN ',
    ' NATURAL JOIN ',
    ' ASOF JOIN ',
  ]);
  const condition = chance.pick([
    ` ON ${expression(chance, Math.min(depth, 2))}`,
    ' USING (id)',
    '',
    ` ON t.${columnName(chance)}`,
  ]);
  return `${kind}${source(chance, depth)}${condition}`;
}
