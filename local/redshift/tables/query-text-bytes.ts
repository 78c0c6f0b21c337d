import type { DuckDBConnection } from '@duckdb/node-api';
import { temporarySchema } from '../database/duckdb-names.ts';
import { defaultSchema, type FindSchema, type QualifiedName } from '../syntax/token-reader.ts';
import { quoteText } from '../syntax/tokens.ts';
import { describeTable } from './table-description.ts';

/** A syntax tree of DuckDB's `json_serialize_sql`. */
type Tree = { readonly [key: string]: unknown };

/** A column of a query or of a FROM item; `bytes` is undefined when its length is not known. */
interface TextColumn {
  readonly name: string;
  readonly bytes: number | undefined;
}

interface Source {
  readonly alias: string;
  readonly columns: readonly TextColumn[];
}

interface Database {
  readonly connection: DuckDBConnection;
  readonly findSchema: FindSchema;
}

type WithQueries = ReadonlyMap<string, readonly TextColumn[]>;

/** Functions whose text is no longer than their first argument's. */
const keepsLength = [
  'upper',
  'lower',
  'trim',
  'ltrim',
  'rtrim',
  'btrim',
  'substring',
  'left',
  'right',
  'min',
  'max',
  'reverse',
];

/**
 * Finds how long the texts of a query's columns can be in bytes, by position: Redshift derives a VARCHAR's length from the
 * columns, casts and literals that it is made of, and DuckDB knows no lengths. Undefined where it cannot be told.
 *
 * @param sql a query in DuckDB's dialect.
 */
export async function queryTextBytes(
  connection: DuckDBConnection,
  sql: string,
  findSchema: FindSchema,
): Promise<Array<number | undefined>> {
  const reader = await connection.runAndReadAll(`SELECT json_serialize_sql(${quoteText(sql)})`);
  const { statements = [] } = JSON.parse(String(reader.getRows()[0]?.[0]));
  const columns = await readQuery({ connection, findSchema }, asTree(asTree(statements[0]).node), new Map());
  return columns.map(({ bytes }) => bytes);
}

async function readQuery(database: Database, node: Tree, outer: WithQueries): Promise<readonly TextColumn[]> {
  const withQueries = new Map(outer);
  for (const entry of asTrees(asTree(node.cte_map).map)) {
    const query = asTree(asTree(asTree(entry.value).query).node);
    withQueries.set(
      String(entry.key).toLowerCase(),
      renamed(await readQuery(database, query, withQueries), asTree(entry.value).aliases),
    );
  }
  if (node.type === 'SET_OPERATION_NODE') {
    const left = await readQuery(database, asTree(node.left), withQueries);
    const right = await readQuery(database, asTree(node.right), withQueries);
    return left.map(({ name, bytes }, index) => ({ name, bytes: longest([bytes, right[index]?.bytes]) }));
  }
  const sources = await readSources(database, asTree(node.from_table), withQueries);
  return asTrees(node.select_list).flatMap((expression) => readSelected(expression, sources));
}

function readSelected(expression: Tree, sources: readonly Source[]): readonly TextColumn[] {
  if (expression.type === 'STAR') {
    const relation = String(expression.relation_name).toLowerCase();
    return sources.filter(({ alias }) => relation === '' || alias === relation).flatMap(({ columns }) => columns);
  }
  const own = Array.isArray(expression.column_names) ? String(expression.column_names.at(-1)) : '';
  return [{ name: String(expression.alias || own).toLowerCase(), bytes: expressionBytes(expression, sources) }];
}

async function readSources(database: Database, item: Tree, withQueries: WithQueries): Promise<Source[]> {
  if (item.type === 'JOIN') {
    const left = await readSources(database, asTree(item.left), withQueries);
    const right = await readSources(database, asTree(item.right), withQueries);
    const joined = Array.isArray(item.using_columns) ? item.using_columns : [];
    // A column of USING shows once.
    const shown = right.map(({ alias, columns }) => ({
      alias,
      columns: columns.filter(({ name }) => !joined.includes(name)),
    }));
    return [...left, ...shown];
  }
  const alias = String(item.alias || item.table_name || '').toLowerCase();
  const columns = renamed(await readColumns(database, item, withQueries), item.column_name_alias);
  return [{ alias, columns }];
}

async function readColumns(database: Database, item: Tree, withQueries: WithQueries): Promise<readonly TextColumn[]> {
  if (item.type === 'SUBQUERY') return readQuery(database, asTree(asTree(item.subquery).node), withQueries);
  if (item.type !== 'BASE_TABLE') return [];
  const name = String(item.table_name).toLowerCase();
  const schema = String(item.schema_name).toLowerCase();
  const known = schema === '' ? withQueries.get(name) : undefined;
  if (known) return known;
  const { columns } = await describeTable(database.connection, relationOf(item, database.findSchema));
  return columns.map((column) => ({ name: column.name, bytes: column.type.bytes }));
}

function relationOf(item: Tree, findSchema: FindSchema): QualifiedName {
  const name = String(item.table_name).toLowerCase();
  const schema = String(item.schema_name).toLowerCase();
  if (item.catalog_name === 'temp') return { schema: temporarySchema, name };
  if (schema === '') return { schema: findSchema(name), name };
  return { schema: schema === 'main' ? defaultSchema : schema, name };
}

function renamed(columns: readonly TextColumn[], aliases: unknown): readonly TextColumn[] {
  const names = Array.isArray(aliases) ? aliases : [];
  return columns.map(({ name, bytes }, index) => ({ name: String(names[index] ?? name).toLowerCase(), bytes }));
}

function expressionBytes(expression: Tree, sources: readonly Source[]): number | undefined {
  const children = asTrees(expression.children);
  const bytesOf = (tree: unknown) => expressionBytes(asTree(tree), sources);
  if (expression.type === 'COLUMN_REF') return columnBytes(expression.column_names, sources);
  if (expression.type === 'VALUE_CONSTANT') return constantBytes(asTree(expression.value));
  if (expression.type === 'OPERATOR_COALESCE') return longest(children.map(bytesOf));
  if (expression.type === 'CASE_EXPR') {
    const results = [...asTrees(expression.case_checks).map((check) => check.then_expr), expression.else_expr];
    return longest(results.map(bytesOf));
  }
  if (expression.type !== 'FUNCTION') return undefined;
  if (expression.function_name === 'redshift_cut') return Number(asTree(children[1]?.value).value);
  if (expression.function_name === '||') return sum(children.map(bytesOf));
  return keepsLength.includes(String(expression.function_name)) ? bytesOf(children[0]) : undefined;
}

function columnBytes(names: unknown, sources: readonly Source[]): number | undefined {
  const path = Array.isArray(names) ? names.map((name) => String(name).toLowerCase()) : [];
  const relation = path.length > 1 ? path.at(-2) : undefined;
  const candidates = sources.filter(({ alias }) => relation === undefined || alias === relation);
  return candidates.flatMap(({ columns }) => columns).find(({ name }) => name === path.at(-1))?.bytes;
}

/** A NULL takes no room; a literal as much as it has. */
function constantBytes(value: Tree): number | undefined {
  if (value.is_null === true) return 0;
  return asTree(value.type).id === 'VARCHAR' ? Math.max(1, Buffer.byteLength(String(value.value))) : undefined;
}

function longest(lengths: ReadonlyArray<number | undefined>): number | undefined {
  return lengths.reduce(
    (longer, bytes) => (longer === undefined || bytes === undefined ? undefined : Math.max(longer, bytes)),
    0,
  );
}

function sum(lengths: ReadonlyArray<number | undefined>): number | undefined {
  return lengths.reduce((total, bytes) => (total === undefined || bytes === undefined ? undefined : total + bytes), 0);
}

function asTree(value: unknown): Tree {
  return typeof value === 'object' && value !== null ? (value as Tree) : {};
}

function asTrees(value: unknown): Tree[] {
  return Array.isArray(value) ? value.map(asTree) : [];
}
