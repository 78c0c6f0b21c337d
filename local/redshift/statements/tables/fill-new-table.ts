import { type Catalog, nameKey } from '../../access/catalog.ts';
import { requireSchemaCreate, requireTemporary } from '../../access/privileges.ts';
import type { SystemPermission } from '../../access/system-permissions.ts';
import { duckdbName } from '../../database/duckdb-names.ts';
import { SqlError } from '../../engine.ts';
import type { QualifiedName } from '../../syntax/token-reader.ts';
import type { Token } from '../../syntax/tokens.ts';
import { makeTable } from '../../tables/make-table.ts';
import { requireKeyColumns } from '../../tables/read-attributes.ts';
import type { TableAttributes } from '../../tables/table-description.ts';
import { type CatalogWriter, changeCatalog, keepOwner } from '../change-catalog.ts';
import type { Call, EngineContext } from '../context.ts';
import { type Plan, planQuery } from '../plan-query.ts';
import { queryColumns } from '../query-columns.ts';
import { runPlan } from '../run-plan.ts';

/** A table that a query is to fill. */
export interface NewTable {
  readonly relation: QualifiedName;
  /** Of the first columns; the others keep the query's names. */
  readonly columnNames: readonly string[];
  readonly attributes: TableAttributes;
  readonly query: readonly Token[];
}

/** Makes the table with the query's columns and rows, in one transaction; `keep` writes what else is to be kept of it. */
export function fillNewTable(
  call: Call,
  context: EngineContext,
  table: NewTable,
  keep: (writer: CatalogWriter, plan: Plan) => Promise<void> = async () => {},
) {
  return changeCatalog(call, context, async (writer) => {
    const { relation, attributes } = table;
    const catalog = context.catalog();
    requireTemporary(catalog, call.user, call.database, relation);
    requireNewRelation(catalog, call.user, relation, 'create table');
    const plan = await planQuery(call, context, writer.connection.duckdb, () => ({
      tokens: table.query,
    }));
    const found = await queryColumns(call, writer.connection, plan, table.columnNames);
    if (!found) throw new SqlError('ERROR: CREATE TABLE AS specifies too many column names');
    const columns = found.map(({ ownName, ...column }) => column);
    requireKeyColumns(attributes.distKey === undefined ? [] : [attributes.distKey], columns);
    requireKeyColumns(attributes.sortKeys ?? [], columns);
    await makeTable(writer, relation, { columns, attributes, constraints: [] });
    await keepOwner(writer, catalog, { kind: 'relation', ...relation }, call.user);
    await keep(writer, plan);
    const filled = { ...plan, sql: `INSERT INTO ${duckdbName(relation)} ${plan.sql}` };
    return (await runPlan(filled, call, writer.connection)).rowsChanged;
  });
}

/** @throws SqlError unless the user may make the table or view, and its name is free. */
export function requireNewRelation(
  catalog: Catalog,
  user: string,
  relation: QualifiedName,
  permission: SystemPermission,
): void {
  requireSchemaCreate(catalog, user, relation.schema, permission);
  if (catalog.relations.has(nameKey(relation))) {
    throw new SqlError(`ERROR: Relation "${relation.name}" already exists`);
  }
}
