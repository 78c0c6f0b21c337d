import { SqlError } from '../engine.ts';
import type { Expression, OrderItem } from '../syntax/expression-tree.ts';
import type { Query, QueryBody, SetOperation, WithClause } from '../syntax/query-tree.ts';
import { quoteName, type Token } from '../syntax/tokens.ts';
import { typeText, type ValueType } from '../syntax/value-type.ts';
import { castTo } from './casts.ts';
import { columnLabel } from './label.ts';
import { commonType } from './number-types.ts';
import { type ColumnFacts, type Columns, openScope, type Scope } from './scope.ts';
import { translateExpression } from './translate-expression.ts';
import { type TranslatedSelect, translateSelect } from './translate-select.ts';
import { fill, joinTokens, nameToken, parenthesize, raw } from './translated.ts';

/** A query in DuckDB's words. */
export interface TranslatedQuery {
  readonly tokens: readonly Token[];
  /** In order; undefined when a star stands for columns that are not known. */
  readonly columns: ReadonlyArray<readonly [name: string, column: ColumnFacts]> | undefined;
}

/** Writes a query; `outer` is where it stands. */
export function translateQuery(query: Query, outer: Scope): TranslatedQuery {
  const scope = { ...openScope(outer.dialect, outer), commonTables: outer.commonTables };
  const { tokens: withTokens, scope: inner } = translateWith(query.with, query.place, scope);
  const { scope: own, ...body } = translateOuterBody(query.body, inner);
  requireSelected(query, own);
  const order = translateOrderBy(query.place, query.orderBy, own, body.columns?.length);
  return { tokens: [...withTokens, ...body.tokens, ...order, ...translateLimit(query, inner)], columns: body.columns };
}

/** A query's body with the names that ORDER BY finds: behind a set operation, those of the output. */
function translateOuterBody(body: QueryBody, scope: Scope): TranslatedSelect {
  if (body.kind === 'select') return translateSelect(body, scope);
  const translated = translateBody(body, scope);
  const columns = translated.columns && new Map(translated.columns);
  return { ...translated, scope: { ...scope, sources: [{ alias: '', schema: undefined, columns }] } };
}

function translateLimit(query: Query, scope: Scope): Token[] {
  const top = query.body.kind === 'select' ? query.body.top : undefined;
  if (top && query.limit !== undefined) throw new SqlError('ERROR: TOP and LIMIT exclude each other');
  const limit = query.limit === 'all' ? undefined : (query.limit ?? top);
  const clause = (word: string, expression: Expression | undefined) => {
    if (!expression) return [];
    const count = translateExpression(expression, openScope(scope.dialect));
    const tokens = count.untyped === 'text' ? castTo(query.place, count, { name: 'int8' }).tokens : count.tokens;
    return fill(query.place, `${word} $1`, tokens);
  };
  return [...clause('LIMIT', limit), ...clause('OFFSET', query.offset)];
}

/** Writes a WITH clause; the names that it gives are in the scope that comes back. */
export function translateWith(
  clause: WithClause | undefined,
  place: Token,
  scope: Scope,
): { tokens: readonly Token[]; scope: Scope } {
  if (!clause) return { tokens: [], scope };
  const commonTables = new Map(scope.commonTables);
  const written = clause.tables.map(({ name, columns, query }) => {
    const declared: Columns | undefined =
      columns.length > 0 ? new Map(columns.map((column) => [column.value, { type: undefined }])) : undefined;
    if (clause.isRecursive) commonTables.set(name.value, declared);
    const translated = translateQuery(query, { ...scope, commonTables: new Map(commonTables) });
    commonTables.set(name.value, renameColumns(translated, columns));
    const list =
      columns.length > 0
        ? parenthesize(
            place,
            joinTokens(
              place,
              columns.map((column) => [nameToken(column)]),
              ',',
            ),
          )
        : [];
    return [nameToken(name), ...list, raw(place, 'AS'), ...parenthesize(place, translated.tokens)];
  });
  const words = raw(place, clause.isRecursive ? 'WITH RECURSIVE' : 'WITH');
  return { tokens: [words, ...joinTokens(place, written, ',')], scope: { ...scope, commonTables } };
}

/** Columns under the names that an alias list gives them. */
export function renameColumns(query: TranslatedQuery, names: readonly Token[]): Columns | undefined {
  if (!query.columns) return undefined;
  return new Map(query.columns.map(([name, column], index) => [names[index]?.value ?? name, column]));
}

function translateBody(body: QueryBody, scope: Scope): TranslatedQuery {
  switch (body.kind) {
    case 'nested': {
      const query = translateQuery(body.query, scope);
      return { ...query, tokens: parenthesize(body.place, query.tokens) };
    }
    case 'set':
      return translateSetOperation(body, scope);
    case 'select': {
      const select = translateSelect(body, scope);
      if (!body.top) return select;
      const limit = translateExpression(body.top, scope).tokens;
      return {
        columns: select.columns,
        tokens: parenthesize(body.place, [...select.tokens, ...fill(body.place, 'LIMIT $1', limit)]),
      };
    }
  }
}

function translateSetOperation(operation: SetOperation, scope: Scope): TranslatedQuery {
  const { place, operator, isAll } = operation;
  const [left, right] = [translateBody(operation.left, scope), translateBody(operation.right, scope)];
  if (left.columns && right.columns && left.columns.length !== right.columns.length) {
    throw new SqlError(`ERROR: each ${operator.toUpperCase()} query must have the same number of columns`);
  }
  refuseUnlikeColumns(operator, left, right);
  const columns = left.columns?.map(
    ([name, { type }], index) => [name, { type: commonType(type, right.columns?.[index]?.[1].type) }] as const,
  );
  const word = `${operator.toUpperCase()}${isAll ? ' ALL' : ''}`;
  const side = (body: QueryBody, tokens: readonly Token[]) =>
    body.kind === 'set' ? parenthesize(place, tokens) : tokens;
  return {
    columns,
    tokens: fill(place, `$1 ${word} $2`, side(operation.left, left.tokens), side(operation.right, right.tokens)),
  };
}

/** Numbers and texts do not meet in one column; DuckDB would make texts of both. */
function refuseUnlikeColumns(operator: string, left: TranslatedQuery, right: TranslatedQuery): void {
  left.columns?.forEach(([, { type: a }], index) => {
    const b = right.columns?.[index]?.[1].type;
    const areTexts = (type: ValueType) => type.name === 'varchar' || type.name === 'bpchar';
    if (a && b && areTexts(a) !== areTexts(b) && a.name !== 'super' && b.name !== 'super') {
      throw new SqlError(`ERROR: ${operator.toUpperCase()} types ${typeText(a)} and ${typeText(b)} cannot be matched`);
    }
  });
}

function translateOrderBy(place: Token, items: readonly OrderItem[], scope: Scope, count: number | undefined): Token[] {
  if (items.length === 0) return [];
  const written = items.flatMap(({ expression, direction }) => {
    requireOrdinal(expression, count);
    return orderKeys(place, expression, scope).map((key) => fill(place, `$1 ${direction}`, key));
  });
  return fill(place, 'ORDER BY $1', joinTokens(place, written, ','));
}

/** DISTINCT leaves nothing to sort by but what it selects. */
function requireSelected({ body, orderBy }: Query, scope: Scope): void {
  if (body.kind !== 'select' || !body.isDistinct || body.items.some(({ expression }) => expression.kind === 'star')) {
    return;
  }
  const text = (expression: Expression) =>
    translateExpression(expression, scope)
      .tokens.map((token) => token.text)
      .join(' ');
  for (const { expression } of orderBy) {
    const isSelected =
      expression.kind === 'literal' ||
      body.items.some((item) => {
        const names = [item.alias?.value ?? columnLabel(item.expression), columnName(item.expression)];
        return names.includes(columnName(expression)) || text(item.expression) === text(expression);
      });
    if (!isSelected) throw new SqlError('ERROR: for SELECT DISTINCT, ORDER BY expressions must appear in select list');
  }
}

/** The last name of a column; empty for other expressions, as no column is called so. */
function columnName(expression: Expression): string {
  const last = expression.kind === 'reference' ? expression.steps.at(-1) : undefined;
  return last && 'name' in last ? last.name.value : '';
}

function requireOrdinal(expression: Expression, count: number | undefined): void {
  if (expression.kind !== 'literal' || expression.literal !== 'number' || count === undefined) return;
  const position = Number(expression.place.value);
  if (position < 1 || position > count)
    throw new SqlError(`ERROR: ORDER BY position ${position} is not in select list`);
}

/**
 * A SUPER sorts by its dynamic type first, then by value.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/query-super.html#order-by
 */
function orderKeys(place: Token, expression: Expression, scope: Scope): Array<readonly Token[]> {
  if (expression.kind === 'literal') {
    if (expression.literal === 'number') return [[expression.place]];
    throw new SqlError('ERROR: non-integer constant in ORDER BY');
  }
  const output = outputName(expression, scope);
  if (output) return [[raw(place, quoteName(output))]];
  const { tokens, type } = translateExpression(expression, scope);
  if (type?.name !== 'super') return [tokens];
  return ['redshift_super_rank($1)', 'TRY_CAST($1 AS DOUBLE)', "json_extract_string($1, '$')"].map((key) =>
    fill(place, key, tokens),
  );
}

/** An output column goes before a column of a table. */
function outputName(expression: Expression, scope: Scope): string | undefined {
  if (expression.kind !== 'reference' || expression.steps.length !== 1) return undefined;
  const [step] = expression.steps;
  const name = step && 'name' in step ? step.name.value : '';
  return scope.aliases.has(name) && scope.aliases.get(name)?.type?.name !== 'super' ? name : undefined;
}
