import { SqlError } from '../engine.ts';
import type { Expression } from '../syntax/expression-tree.ts';
import type { Delete, Insert, Update } from '../syntax/query-tree.ts';
import { quoteName, type Token } from '../syntax/tokens.ts';
import type { ValueType } from '../syntax/value-type.ts';
import { castTo, fitInto, toSuper } from './casts.ts';
import { isInteger, isMoment, isText } from './number-types.ts';
import { type ColumnFacts, type Columns, type Dialect, openScope, type Scope } from './scope.ts';
import { translateExpression } from './translate-expression.ts';
import { tableTokens, translateFrom } from './translate-from.ts';
import { type TranslatedQuery, translateQuery, translateWith } from './translate-query.ts';
import { fill, joinTokens, nameToken, parenthesize, raw } from './translated.ts';

/** A statement in DuckDB's words. */
export interface TranslatedStatement {
  readonly tokens: readonly Token[];
  /** A SELECT that reads all that the statement reads. */
  readonly reads: readonly Token[];
  /** Of a query, where they are known. */
  readonly columns?: TranslatedQuery['columns'];
}

/** Writes an INSERT. */
export function translateInsert(insert: Insert, dialect: Dialect): TranslatedStatement {
  const { place, table, source } = insert;
  const scope = openScope(dialect);
  const columns = dialect.columnsOf?.(table.at(-1)?.value ?? '', table.at(-2)?.value);
  const target = { name: table.at(-1)?.value ?? '', columns };
  for (const { value } of insert.columns) requireColumn(target, value);
  const types =
    insert.columns.length > 0 ? insert.columns.map(({ value }) => columns?.get(value)) : [...(columns?.values() ?? [])];
  const into = (count?: number) => [
    raw(place, 'INSERT INTO'),
    ...tableTokens(table, scope),
    ...columnList(insert, columns, count),
  ];
  if (source === 'defaults')
    return { tokens: [...into(), raw(place, 'DEFAULT VALUES')], reads: [raw(place, 'SELECT 1')] };
  if ('kind' in source) {
    const query = translateQuery(source, scope);
    return { tokens: [...into(query.columns?.length), ...fitRows(place, query, types)], reads: query.tokens };
  }
  const rows = source.map((row) => row.map((value, index) => writeValue(place, value, types[index]?.type, scope)));
  const written = rows.map((row) => parenthesize(place, joinTokens(place, row, ',')));
  const isDefault = (tokens: readonly Token[]) => tokens[0]?.value === 'DEFAULT';
  const reads = rows.flat().filter((tokens) => !isDefault(tokens));
  return {
    tokens: [...into(source[0]?.length), raw(place, 'VALUES'), ...joinTokens(place, written, ',')],
    reads: [raw(place, 'SELECT'), ...joinTokens(place, [[raw(place, '1')], ...reads], ',')],
  };
}

/** A query's rows, with their texts as the columns take them. */
function fitRows(place: Token, query: TranslatedQuery, targets: ReadonlyArray<ColumnFacts | undefined>): Token[] {
  const names = query.columns?.map((_, index) => [raw(place, quoteName(`column ${index}`))]) ?? [];
  const fitted = names.map((tokens, index) => {
    const [value, target] = [query.columns?.[index]?.[1].type, targets[index]?.type];
    return target ? fitInto(place, { tokens, type: value }, target) : tokens;
  });
  if (fitted.every((tokens, index) => tokens === names[index])) return [...query.tokens];
  const rows = parenthesize(place, query.tokens);
  return fill(
    place,
    'SELECT $1 FROM $2 AS redshift_rows($3)',
    joinTokens(place, fitted, ','),
    rows,
    joinTokens(place, names, ','),
  );
}

interface TargetTable {
  readonly name: string;
  readonly columns: Columns | undefined;
}

function requireColumn({ name, columns }: TargetTable, column: string): void {
  if (columns && !columns.has(column)) {
    throw new SqlError(`ERROR: column "${column}" of relation "${name}" does not exist`);
  }
}

/** Without a list of columns, the first ones get the values and the others their defaults. */
function columnList(
  { place, columns: listed }: Insert,
  columns: Columns | undefined,
  count: number | undefined,
): Token[] {
  const most = listed.length > 0 ? listed.length : (columns?.size ?? count);
  if (count !== undefined && most !== undefined && count > most) {
    throw new SqlError('ERROR: INSERT has more expressions than target columns');
  }
  if (listed.length > 0) {
    if (count !== undefined && count < listed.length) {
      throw new SqlError('ERROR: INSERT has more target columns than expressions');
    }
    return parenthesize(place, names(place, listed));
  }
  if (count === undefined || !columns || count === columns.size) return [];
  const first = [...columns.keys()].slice(0, count).map((name) => [raw(place, quoteName(name))]);
  return parenthesize(place, joinTokens(place, first, ','));
}

/** A value on its way into a column; a literal takes the column's type as a cast would give it. */
function writeValue(
  place: Token,
  value: Expression | undefined,
  type: ValueType | undefined,
  scope: Scope,
): readonly Token[] {
  if (!value) return [raw(place, 'DEFAULT')];
  const translated = translateExpression(value, scope);
  if (type?.name === 'super' && translated.untyped !== 'null') return toSuper(place, translated);
  if (type && isText(type)) return fitInto(place, translated, type);
  const isLiteral = translated.untyped === 'text' && (isInteger(type) || isMoment(type));
  return isLiteral && type ? castTo(place, translated, type).tokens : translated.tokens;
}

/** Writes an UPDATE. */
export function translateUpdate(update: Update, dialect: Dialect): TranslatedStatement {
  const { place } = update;
  const target = openTarget(update, dialect);
  const from = translateFrom(update.from, target.scope);
  for (const { column } of update.assignments) {
    requireColumn({ name: update.table.at(-1)?.value ?? '', columns: target.columns }, column.value);
  }
  const assignments = update.assignments.map(({ column, value }) => ({
    column: nameToken(column),
    value: writeValue(place, value, target.columns?.get(column.value)?.type, from.scope),
  }));
  const where = whereTokens(place, update.where, from.scope);
  const set = joinTokens(
    place,
    assignments.map(({ column, value }) => [column, raw(place, '='), ...value]),
    ',',
  );
  const sources = from.tokens.length > 0 ? [raw(place, 'FROM'), ...from.tokens] : [];
  const read = assignments.flatMap(({ value }) => (value[0]?.value === 'DEFAULT' ? [] : [value]));
  return {
    tokens: [...target.with, raw(place, 'UPDATE'), ...target.tokens, raw(place, 'SET'), ...set, ...sources, ...where],
    reads: readAll(place, target, read, from.tokens, where),
  };
}

/** Writes a DELETE. */
export function translateDelete(statement: Delete, dialect: Dialect): TranslatedStatement {
  const { place } = statement;
  const target = openTarget(statement, dialect);
  const using = translateFrom(statement.using, target.scope);
  const where = whereTokens(place, statement.where, using.scope);
  const sources = using.tokens.length > 0 ? [raw(place, 'USING'), ...using.tokens] : [];
  return {
    tokens: [...target.with, raw(place, 'DELETE FROM'), ...target.tokens, ...sources, ...where],
    reads: readAll(place, target, [], using.tokens, where),
  };
}

interface Target {
  readonly with: readonly Token[];
  readonly tokens: readonly Token[];
  readonly scope: Scope;
  readonly columns: Columns | undefined;
}

function openTarget({ with: clause, table, alias, place }: Update | Delete, dialect: Dialect): Target {
  const { tokens, scope } = translateWith(clause, place, openScope(dialect));
  const [name, schema] = [table.at(-1)?.value ?? '', table.at(-2)?.value];
  const columns = dialect.columnsOf?.(name, schema);
  const source = { alias: alias?.value ?? name, schema, columns };
  const as = alias ? [raw(place, 'AS'), nameToken(alias)] : [];
  return {
    with: tokens,
    tokens: [...tableTokens(table, scope), ...as],
    scope: { ...scope, sources: [source] },
    columns,
  };
}

function whereTokens(place: Token, where: Expression | undefined, scope: Scope): Token[] {
  return where ? fill(place, 'WHERE $1', translateExpression(where, scope).tokens) : [];
}

function readAll(
  place: Token,
  target: Target,
  values: ReadonlyArray<readonly Token[]>,
  sources: readonly Token[],
  where: readonly Token[],
): Token[] {
  const list = joinTokens(place, [[raw(place, '1')], ...values], ',');
  const from = joinTokens(place, sources.length > 0 ? [target.tokens, sources] : [target.tokens], ',');
  return [...target.with, raw(place, 'SELECT'), ...list, raw(place, 'FROM'), ...from, ...where];
}

function names(place: Token, columns: readonly Token[]): Token[] {
  return joinTokens(
    place,
    columns.map((column) => [nameToken(column)]),
    ',',
  );
}
