import type { Catalog, DatabaseObject } from '../../access/catalog.ts';
import {
  hasPrivilege,
  requireOwner,
  requireRelation,
  requireRelationExists,
  requireSchemaUsage,
} from '../../access/privileges.ts';
import { requireTable } from '../../access/require-table.ts';
import { SqlError } from '../../engine.ts';
import type { QualifiedName } from '../../syntax/token-reader.ts';
import * as columns from '../../tables/change-columns.ts';
import { commentTable, remakeTable } from '../../tables/make-table.ts';
import { requireKeyColumns } from '../../tables/read-attributes.ts';
import { requireEncoding } from '../../tables/read-encoding.ts';
import { describeTable, type TableConstraint, type TableDescription } from '../../tables/table-description.ts';
import { type CatalogWriter, changeCatalog } from '../change-catalog.ts';
import type { Call, EngineContext, StatementHandler } from '../context.ts';
import { renameRelation } from '../rename-relation.ts';
import { setOwner } from '../set-owner.ts';
import { keepReferences } from './keep-references.ts';
import { requireConstantDefaults } from './require-constant-defaults.ts';
import { requireWorkingViews } from './require-working-views.ts';
import { readTableChange, type TableChange } from './table-change.ts';

/**
 * ALTER TABLE t action [, ...]: columns, keys, names and owners change; what distributes, sorts and encodes changes in
 * the catalog only, https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html.
 */
export const alterTable: StatementHandler = (call, context) => {
  call.reader.expect('alter', 'table');
  const relation = call.reader.qualifiedName();
  const changes = [readTableChange(call.reader, relation.name)];
  while (call.reader.takeSymbol(',')) changes.push(readTableChange(call.reader, relation.name));
  if (!call.reader.atEnd()) call.reader.fail();
  if (changes.length > 1 && !changes.every(({ kind }) => kind === 'set attributes' || kind === 'encode column')) {
    throw new SqlError('ERROR: only ALTER SORTKEY, ALTER DISTSTYLE and ENCODE can be combined in one ALTER TABLE');
  }
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    requireAlterable(catalog, call.user, relation);
    for (const change of changes) await applyChange(call, context, writer, relation, change);
    return 0;
  });
};

function requireAlterable(catalog: Catalog, user: string, relation: QualifiedName): void {
  requireSchemaUsage(catalog, user, relation.schema);
  requireRelationExists(catalog, relation);
  const object: DatabaseObject = { kind: 'relation', ...relation };
  if (!hasPrivilege(catalog, user, object, 'alter')) requireOwner(catalog, user, object, 'alter table');
}

async function applyChange(
  call: Call,
  context: EngineContext,
  writer: CatalogWriter,
  relation: QualifiedName,
  change: TableChange,
): Promise<void> {
  const catalog = context.catalog();
  if (change.kind === 'rename') return renameRelation(writer, catalog, relation, change.name);
  if (change.kind === 'set owner') {
    return setOwner(writer, catalog, call.user, { kind: 'relation', ...relation }, change.owner);
  }
  requireTable(catalog, relation, 'alter');
  const table = await describeTable(writer.connection.duckdb, relation);
  const remade = await changeColumns(writer, table, change, relation.name);
  if (!remade) {
    const described = describeAnew(table, change, relation.name);
    if (change.kind === 'add constraint') requireReferenced(catalog, call.user, change.constraint);
    await keepReferences(writer, relation, described.constraints);
    return commentTable(writer.connection.duckdb, relation, described);
  }
  if (change.kind === 'retype column' && writer.connection.inTransaction) {
    throw new SqlError('ERROR: ALTER TABLE ALTER COLUMN cannot run inside a transaction block');
  }
  await remakeTable(writer, relation, remade.description, remade.values);
  await requireWorkingViews(writer, catalog, relation, change);
}

function requireReferenced(catalog: Catalog, user: string, { references }: TableConstraint): void {
  if (references) requireRelation(catalog, user, references, 'references');
}

async function changeColumns(
  writer: CatalogWriter,
  table: TableDescription,
  change: TableChange,
  relation: string,
): Promise<columns.RemadeTable | undefined> {
  if (change.kind === 'drop column') return columns.dropColumn(table, change.column, relation, change.isCascade);
  if (change.kind === 'rename column') return columns.renameColumn(table, change.column, change.name, relation);
  if (change.kind === 'retype column') return columns.retypeColumn(table, change.column, change.type, relation);
  if (change.kind !== 'add column') return undefined;
  await requireConstantDefaults(writer.connection.duckdb, [change.definition.column]);
  return columns.addColumn(table, change.definition.column, relation);
}

/** The description after a change that leaves the rows as they are. */
function describeAnew(table: TableDescription, change: TableChange, relation: string): TableDescription {
  if (change.kind === 'set attributes') {
    const { distKey, sortKeys } = change.attributes;
    requireKeyColumns([...(distKey === undefined ? [] : [distKey])], table.columns);
    requireKeyColumns(sortKeys ?? [], table.columns);
    const { distKey: old, ...rest } = table.attributes;
    const kept = change.attributes.distStyle === undefined ? table.attributes : rest;
    return { ...table, attributes: { ...kept, ...change.attributes } };
  }
  if (change.kind === 'encode column') {
    const column = columns.findColumn(table, change.column, relation);
    const encoding = requireEncoding(change.encoding, column);
    if (column.encoding === encoding)
      throw new SqlError(`ERROR: column "${column.name}" already has encoding ${encoding}`);
    return { ...table, columns: table.columns.map((other) => (other === column ? { ...column, encoding } : other)) };
  }
  if (change.kind === 'add constraint') {
    const { constraint } = change;
    requireKeyColumns(constraint.columns, table.columns);
    const nullable = table.columns.find(({ name, isNullable }) => constraint.columns.includes(name) && isNullable);
    if (constraint.kind === 'primary key' && nullable) {
      throw new SqlError(`ERROR: column "${nullable.name}" of a primary key must be NOT NULL`);
    }
    return { ...table, constraints: [...table.constraints, constraint] };
  }
  if (change.kind !== 'drop constraint') return table;
  const constraints = table.constraints.filter(({ name }) => name !== change.name);
  if (constraints.length === table.constraints.length) {
    throw new SqlError(`ERROR: constraint "${change.name}" does not exist`);
  }
  return { ...table, constraints };
}
