import { duckdbSchema, duckdbSchemaPath, temporarySchema } from '../database/duckdb-names.ts';
import { SqlError } from '../engine.ts';
import type { Step } from '../syntax/expression-tree.ts';
import type { DerivedTable, FromItem, Join, TableItem, UnpivotItem } from '../syntax/query-tree.ts';
import { defaultSchema } from '../syntax/token-reader.ts';
import { quoteName, type Token } from '../syntax/tokens.ts';
import type { ValueType } from '../syntax/value-type.ts';
import { navigate, type PathStep } from './json-path.ts';
import { type ColumnFacts, type Columns, resolveNames, type Scope, type Source } from './scope.ts';
import { translateExpression } from './translate-expression.ts';
import { renameColumns, translateQuery } from './translate-query.ts';
import { fill, joinTokens, nameToken, parenthesize, raw } from './translated.ts';

interface TranslatedFrom {
  readonly tokens: readonly Token[];
  /** With the sources of the clause. */
  readonly scope: Scope;
}

/** What is in them has other names in DuckDB. */
export const systemSchemas: readonly string[] = ['pg_catalog', 'information_schema'];

/** Writes a FROM clause's items; each sees those to its left. */
export function translateFrom(items: readonly FromItem[], outer: Scope): TranslatedFrom {
  let scope = outer;
  const written: Array<readonly Token[]> = [];
  for (const item of items) {
    const translated = translateItem(item, scope);
    written.push(translated.tokens);
    scope = { ...scope, sources: translated.scope.sources };
  }
  const [first] = items;
  const names = scope.sources.map(({ alias }) => alias).filter((alias) => alias !== '');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new SqlError(`ERROR: table name "${twice}" specified more than once`);
  return { tokens: first ? joinTokens(first.place, written, ',') : [], scope };
}

function translateItem(item: FromItem, scope: Scope): TranslatedFrom {
  switch (item.kind) {
    case 'join':
      return translateJoin(item, scope);
    case 'derived':
      return translateDerived(item, scope);
    case 'unpivot':
      return translateUnpivot(item, scope);
    case 'table':
      return isNavigation(item, scope) ? translateUnnest(item, scope) : translateTable(item, scope);
  }
}

const withSource = (scope: Scope, source: Source): Scope => ({ ...scope, sources: [...scope.sources, source] });

/** A path that begins with an item to the left leads into it. */
function isNavigation({ path }: TableItem, scope: Scope): boolean {
  const [first] = path;
  if (!first || !('name' in first)) return false;
  const name = first.name.value;
  const isAlias = path.length > 1 && scope.sources.some(({ alias }) => alias === name);
  return isAlias || scope.sources.some(({ isElement, columns }) => isElement && columns?.has(name));
}

function translateTable(item: TableItem, scope: Scope): TranslatedFrom {
  const written = item.path.map((step) => {
    if (!('name' in step)) throw new SqlError('ERROR: only an array of an item to the left can be unnested');
    return step.name;
  });
  const names = withinDatabase(written, scope);
  const name = names.at(-1) ?? item.place;
  const schema = names.at(-2)?.value;
  const columns = renamed(columnsOf(name.value, schema, scope), item.columns);
  const alias = item.alias?.value ?? name.value;
  const list = columnList(item.place, item.columns);
  const as = item.alias ? [raw(item.place, 'AS'), nameToken(item.alias), ...list] : [];
  return {
    tokens: [...tableTokens(names, scope), ...as],
    scope: withSource(scope, { alias, schema, columns }),
  };
}

function columnsOf(name: string, schema: string | undefined, scope: Scope): Columns | undefined {
  if (schema === undefined && scope.commonTables.has(name)) return scope.commonTables.get(name);
  return scope.dialect.columnsOf?.(name, schema);
}

function renamed(columns: Columns | undefined, names: readonly Token[]): Columns | undefined {
  return columns && new Map([...columns].map(([name, column], index) => [names[index]?.value ?? name, column]));
}

function columnList(place: Token, columns: readonly Token[]): readonly Token[] {
  return columns.length === 0
    ? []
    : parenthesize(
        place,
        joinTokens(
          place,
          columns.map((name) => [nameToken(name)]),
          ',',
        ),
      );
}

/**
 * A table's name without its database, which must be the caller's.
 *
 * @throws SqlError for another database, and for the name that DuckDB has for the schema public.
 */
function withinDatabase(names: readonly Token[], { dialect }: Scope): readonly Token[] {
  const [database, schema, name] = names.length > 2 ? names : [undefined, ...names];
  const isOther = database !== undefined && database.value !== dialect.database?.toLowerCase();
  if (isOther || names.length > 3) {
    throw new SqlError(`ERROR: cross-database reference to "${names.at(-1)?.value}" is not supported`);
  }
  if (name && schema?.value === duckdbSchema(defaultSchema)) {
    throw new SqlError(`ERROR: schema "${schema.value}" does not exist`);
  }
  return database === undefined ? names : names.slice(1);
}

/** Writes a table's name; system tables and Redshift's own schemas have other names in DuckDB. */
export function tableTokens(written: readonly Token[], scope: Scope): readonly Token[] {
  const names = withinDatabase(written, scope);
  const name = names.at(-1);
  const schema = names.at(-2);
  if (!name) return [];
  const isOpen = schema ? systemSchemas.includes(schema.value) : !scope.commonTables.has(name.value);
  const system = isOpen ? scope.dialect.systemSchemaOf(name.value, schema?.value) : undefined;
  if (system !== undefined) return [raw(name, `${system}.${quoteName(name.value)}`)];
  if (!schema) return [nameToken(name)];
  const isRenamed = names.length === 2 && [defaultSchema, temporarySchema].includes(schema.value);
  if (isRenamed) return [raw(name, `${duckdbSchemaPath(schema.value)}.${quoteName(name.value)}`)];
  return joinTokens(
    name,
    names.map((one) => [nameToken(one)]),
    '.',
  );
}

function translateDerived(item: DerivedTable, scope: Scope): TranslatedFrom {
  // A query in FROM sees nothing of the items beside it.
  const query = translateQuery(item.query, { ...scope, sources: [] });
  const alias = item.alias
    ? [raw(item.place, 'AS'), nameToken(item.alias), ...columnList(item.place, item.columns)]
    : [];
  return {
    tokens: [...parenthesize(item.place, query.tokens), ...alias],
    scope: withSource(scope, {
      alias: item.alias?.value ?? '',
      schema: undefined,
      columns: renameColumns(query, item.columns),
    }),
  };
}

function translateJoin(join: Join, scope: Scope): TranslatedFrom {
  const { place } = join;
  const left = translateItem(join.left, scope);
  const right = translateItem(join.right, left.scope);
  const merges = join.using.length > 0 || join.type.startsWith('natural');
  const joined = merges
    ? { ...right.scope, sources: right.scope.sources.map((source) => ({ ...source, isJoined: true })) }
    : right.scope;
  const type = join.type.toUpperCase();
  const on = join.on
    ? fill(place, 'ON $1', translateExpression(join.on, { ...joined, aliases: new Map() }).tokens)
    : [];
  const using = join.using.length > 0 ? [raw(place, 'USING'), ...columnList(place, join.using)] : [];
  return { tokens: fill(place, `$1 ${type} $2 $3`, left.tokens, right.tokens, [...on, ...using]), scope: joined };
}

function pathTokens(path: readonly Step[], place: Token, scope: Scope): readonly Token[] {
  const names = path.flatMap((step) => ('name' in step ? [step.name.value] : []));
  const { length } = resolveNames(names, scope);
  const column = path.slice(0, length).map((step) => ('name' in step ? [nameToken(step.name)] : []));
  const steps = path.slice(length).map((step): PathStep => {
    return 'name' in step ? { name: step.name.value } : { index: translateExpression(step.index, scope) };
  });
  return navigate(place, joinTokens(place, column, '.'), steps);
}

/** PartiQL's `r.path AS item AT i`: one row for each element of the array, counted from 0. */
function translateUnnest(item: TableItem, scope: Scope): TranslatedFrom {
  const last = item.path.findLast((step) => 'name' in step);
  const alias = item.alias?.value ?? (last && 'name' in last ? last.name.value : 'element');
  const position = item.position?.value ?? `${alias} position`;
  const columns = [alias, position].map(quoteName).join(', ');
  const sql = `LATERAL (SELECT element.value, TRY_CAST(element.key AS BIGINT) FROM json_each($1) AS element
    WHERE json_type($1) = 'ARRAY') AS $2`;
  return {
    tokens: fill(item.place, sql, pathTokens(item.path, item.place, scope), [
      raw(item.place, `${quoteName(`unnest ${alias}`)}(${columns})`),
    ]),
    scope: withSource(scope, elementSource(alias, position, { name: 'int8' })),
  };
}

/** `UNPIVOT object AS value AT name`: one row for each attribute of the object. */
function translateUnpivot(item: UnpivotItem, scope: Scope): TranslatedFrom {
  const alias = item.value.value;
  const attribute = item.attribute?.value ?? `${alias} attribute`;
  const columns = [alias, attribute].map(quoteName).join(', ');
  const sql = `LATERAL (SELECT attribute.value, attribute.key FROM json_each($1) AS attribute
    WHERE json_type($1) = 'OBJECT') AS $2`;
  return {
    tokens: fill(item.place, sql, translateExpression(item.operand, scope).tokens, [
      raw(item.place, `${quoteName(`unpivot ${alias}`)}(${columns})`),
    ]),
    scope: withSource(scope, elementSource(alias, attribute, { name: 'varchar' })),
  };
}

function elementSource(alias: string, second: string, type: ValueType): Source {
  const columns: Columns = new Map<string, ColumnFacts>([
    [alias, { type: { name: 'super' } }],
    [second, { type }],
  ]);
  return { alias: `unnest ${alias}`, schema: undefined, columns, isElement: true };
}
