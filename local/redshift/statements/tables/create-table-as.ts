import type { DuckDBResult } from '@duckdb/node-api';
import { type Catalog, nameKey } from '../../access/catalog.ts';
import { requireSchemaCreate } from '../../access/privileges.ts';
import { duckdbName } from '../../database/duckdb-names.ts';
import { SqlError } from '../../engine.ts';
import { findSchema } from '../../session/search-path.ts';
import { readQuery } from '../../syntax/read-query.ts';
import { readNewName } from '../../syntax/reserved-words.ts';
import type { QualifiedName, TokenReader } from '../../syntax/token-reader.ts';
import { isSymbol, isWord, syntaxError, type Token } from '../../syntax/tokens.ts';
import { typeOfResult } from '../../tables/data-type.ts';
import { makeTable } from '../../tables/make-table.ts';
import { queryTextBytes } from '../../tables/query-text-bytes.ts';
import { readTableAttributes, requireKeyColumns } from '../../tables/read-attributes.ts';
import { requireColumnNames } from '../../tables/require-column-names.ts';
import type { TableAttributes, TableColumn } from '../../tables/table-description.ts';
import { type CatalogWriter, changeCatalog, keepOwner } from '../change-catalog.ts';
import type { Call, EngineContext, StatementHandler } from '../context.ts';
import { type Plan, planQuery } from '../plan-query.ts';
import { runPlan } from '../run-plan.ts';
import { readNewTableName, takeCreateTable, takeTemporary } from './new-table-name.ts';

/** A table that a query is to fill. */
interface NewTable {
  readonly relation: QualifiedName;
  /** Of the first columns; the others keep the query's names. */
  readonly columnNames: readonly string[];
  readonly attributes: TableAttributes;
  readonly query: readonly Token[];
}

/**
 * CREATE [[LOCAL] TEMP[ORARY]] TABLE t [(columns)] [attributes] AS query. The columns get the query's types and no constraint, default or
 * identity, https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_AS.html.
 */
export const createTableAs: StatementHandler = (call, context) => {
  const isTemporary = takeCreateTable(call.reader);
  if (call.reader.take('if', 'not', 'exists')) refuseAs(call);
  const relation = readNewTableName(call.reader, isTemporary);
  const columnNames = isSymbol(call.reader.peek(), '(') ? readNewNames(call.reader) : [];
  const attributes = readTableAttributes(call.reader);
  call.reader.expect('as');
  return fillNewTable(call, context, { relation, columnNames, attributes, query: readQuery(call.reader) });
};

/** IF NOT EXISTS is CREATE TABLE's alone. */
function refuseAs(call: Call): never {
  const as = call.tokens[outerWord(call.tokens, 'as')];
  throw syntaxError('as', as?.start ?? 0);
}

/** SELECT ... INTO [[LOCAL] TEMP[ORARY]] [TABLE] t FROM ..., which does as CREATE TABLE AS does. */
export const selectInto: StatementHandler = (call, context) => {
  const into = intoPosition(call.tokens);
  for (let skipped = 0; skipped < into; skipped += 1) call.reader.next();
  call.reader.expect('into');
  const isTemporary = takeTemporary(call.reader);
  call.reader.take('table');
  const relation = readNewTableName(call.reader, isTemporary);
  const query = [...call.tokens.slice(0, into), ...call.reader.rest()];
  return fillNewTable(call, context, { relation, columnNames: [], attributes: {}, query });
};

/** True when the statement is a SELECT ... INTO. */
export function isSelectInto(tokens: readonly Token[]): boolean {
  return intoPosition(tokens) >= 0;
}

function intoPosition(tokens: readonly Token[]): number {
  return outerWord(tokens, 'into');
}

/** True when the statement is a CREATE TABLE AS: no other CREATE TABLE has an AS outside of parentheses. */
export function isCreateTableAs(tokens: readonly Token[]): boolean {
  return outerWord(tokens, 'as') >= 0;
}

function outerWord(tokens: readonly Token[], word: string): number {
  let depth = 0;
  return tokens.findIndex((token) => {
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    return depth === 0 && isWord(token, word);
  });
}

function readNewNames(reader: TokenReader): string[] {
  reader.expectSymbol('(');
  const names = [readNewName(reader)];
  while (reader.takeSymbol(',')) names.push(readNewName(reader));
  reader.expectSymbol(')');
  return names;
}

function fillNewTable(call: Call, context: EngineContext, table: NewTable) {
  return changeCatalog(call, context, async (writer) => {
    const { relation } = table;
    const catalog = context.catalog();
    requireSchemaCreate(catalog, call.user, relation.schema, 'create table');
    if (catalog.relations.has(nameKey(relation))) {
      throw new SqlError(`ERROR: Relation "${relation.name}" already exists`);
    }
    const plan = await planQuery(call, context, writer.connection.duckdb, () => ({
      tokens: table.query,
      toSelect: (translated) => translated,
    }));
    const columns = await queryColumns(call, catalog, writer, plan, table.columnNames);
    const { distKey, sortKeys = [] } = table.attributes;
    requireKeyColumns(distKey === undefined ? [] : [distKey], columns);
    requireKeyColumns(sortKeys, columns);
    await makeTable(writer, relation, { columns, attributes: table.attributes, constraints: [] });
    await keepOwner(writer, catalog, { kind: 'relation', ...relation }, call.user);
    const filled = { ...plan, sql: `INSERT INTO ${duckdbName(relation)} ${plan.sql}` };
    return (await runPlan(filled, call, writer.connection)).rowsChanged;
  });
}

/** Asks the query for its columns without running it; the statement may name the first ones anew. */
async function queryColumns(
  call: Call,
  catalog: Catalog,
  { connection }: CatalogWriter,
  plan: Plan,
  columnNames: readonly string[],
): Promise<TableColumn[]> {
  const probe = await runPlan({ ...plan, sql: `SELECT * FROM (${plan.sql}) AS query LIMIT 0` }, call, connection);
  // A sub-select would rename the second of two columns of one name.
  const prepared = await connection.duckdb.prepare(plan.sql);
  const bytes = await queryTextBytes(connection.duckdb, plan.sql, (name) => findSchema(catalog, call.path, name));
  if (columnNames.length > probe.columnCount) {
    throw new SqlError('ERROR: CREATE TABLE AS specifies too many column names');
  }
  const columns = Array.from({ length: probe.columnCount }, (_, index) => ({
    name: columnNames[index] ?? prepared.columnName(index).toLowerCase(),
    type: typeOfResult(typeName(probe, index), isSuper(probe, index), bytes[index] || undefined),
    isNullable: true,
  }));
  prepared.destroySync();
  requireColumnNames(columns.map(({ name }) => name));
  return columns;
}

const typeName = (result: DuckDBResult, index: number) => String(result.columnType(index));
const isSuper = (result: DuckDBResult, index: number) => result.columnLogicalType(index).alias === 'JSON';
