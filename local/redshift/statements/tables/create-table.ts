import { nameKey } from '../../access/catalog.ts';
import { requireRelation, requireSchemaCreate, requireTemporary } from '../../access/privileges.ts';
import { SqlError } from '../../engine.ts';
import type { QualifiedName } from '../../syntax/token-reader.ts';
import { makeTable } from '../../tables/make-table.ts';
import { readTableAttributes, requireKeyColumns } from '../../tables/read-attributes.ts';
import { readTableItems, type TableItem } from '../../tables/read-table-items.ts';
import { requireColumnNames } from '../../tables/require-column-names.ts';
import {
  describeTable,
  type TableAttributes,
  type TableColumn,
  type TableConstraint,
  type TableDescription,
} from '../../tables/table-description.ts';
import { type CatalogWriter, changeCatalog, keepOwner } from '../change-catalog.ts';
import type { Call, EngineContext, StatementHandler } from '../context.ts';
import { keepReferences } from './keep-references.ts';
import { readNewTableName, takeCreateTable } from './new-table-name.ts';
import { requireConstantDefaults } from './require-constant-defaults.ts';

/**
 * CREATE [[LOCAL] TEMP[ORARY]] TABLE [IF NOT EXISTS] t (columns, constraints, LIKE ...) [attributes]. Keys are kept and not enforced, as in
 * Redshift; what distributes, sorts and encodes shows in the catalog and has no other effect here,
 * https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html.
 */
export const createTable: StatementHandler = (call, context) => {
  const isTemporary = takeCreateTable(call.reader);
  const ifNotExists = call.reader.take('if', 'not', 'exists');
  const relation = readNewTableName(call.reader, isTemporary);
  const items = readTableItems(call.reader, relation.name);
  const attributes = readTableAttributes(call.reader, columnAttributes(items));
  if (!call.reader.atEnd()) call.reader.fail();
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    requireTemporary(catalog, call.user, call.database, relation);
    requireSchemaCreate(catalog, call.user, relation.schema, 'create table');
    if (catalog.relations.has(nameKey(relation))) {
      if (ifNotExists) return 0;
      throw new SqlError(`ERROR: Relation "${relation.name}" already exists`);
    }
    const description = await describeNewTable(call, context, writer, items, attributes);
    requireWhole(call, context, relation, description);
    await requireConstantDefaults(writer.connection.duckdb, description.columns);
    await makeTable(writer, relation, description);
    await keepOwner(writer, context.catalog(), { kind: 'relation', ...relation }, call.user);
    await keepReferences(writer, relation, description.constraints);
    return 0;
  });
};

/** DISTKEY and SORTKEY behind a column say the same as behind the table. */
function columnAttributes(items: readonly TableItem[]): TableAttributes {
  const definitions = items.flatMap((item) => (item.kind === 'column' ? [item.definition] : []));
  const distKeys = definitions.filter(({ isDistKey }) => isDistKey).map(({ column }) => column.name);
  const sortKeys = definitions.filter(({ isSortKey }) => isSortKey).map(({ column }) => column.name);
  if (distKeys.length > 1) throw new SqlError('ERROR: only one DISTKEY column is allowed');
  if (sortKeys.length > 1)
    throw new SqlError('ERROR: only one SORTKEY column is allowed; use SORTKEY (...) of the table');
  return {
    ...(distKeys[0] === undefined ? {} : { distKey: distKeys[0] }),
    ...(sortKeys.length === 0 ? {} : { sortKeys }),
  };
}

async function describeNewTable(
  call: Call,
  context: EngineContext,
  writer: CatalogWriter,
  items: readonly TableItem[],
  attributes: TableAttributes,
): Promise<TableDescription> {
  const columns: TableColumn[] = [];
  const constraints: TableConstraint[] = [];
  let inherited: TableAttributes = {};
  for (const item of items) {
    if (item.kind === 'constraint') constraints.push(item.constraint);
    else if (item.kind === 'column') {
      columns.push(item.definition.column);
      constraints.push(...item.definition.constraints);
    } else {
      requireRelation(context.catalog(), call.user, item.parent, 'select');
      const parent = await describeTable(writer.connection.duckdb, item.parent);
      columns.push(...parent.columns.map((column) => likeColumn(column, item.withDefaults)));
      inherited = parent.attributes;
    }
  }
  const keys = constraints.flatMap(({ kind, columns: names }) => (kind === 'primary key' ? names : []));
  return {
    columns: columns.map((column) => (keys.includes(column.name) ? { ...column, isNullable: false } : column)),
    attributes: { ...inherited, ...attributes },
    constraints,
  };
}

/** LIKE copies names, types and NOT NULL; an IDENTITY stays with its table. */
function likeColumn(column: TableColumn, withDefaults: boolean): TableColumn {
  const { identity, defaultText, comment, ...copied } = column;
  return withDefaults && defaultText !== undefined ? { ...copied, defaultText } : copied;
}

function requireWhole(call: Call, context: EngineContext, relation: QualifiedName, table: TableDescription): void {
  const { columns, constraints, attributes } = table;
  requireColumnNames(columns.map(({ name }) => name));
  if (attributes.distKey !== undefined) requireKeyColumns([attributes.distKey], columns);
  requireKeyColumns(attributes.sortKeys ?? [], columns);
  for (const { columns: names } of constraints) requireKeyColumns(names, columns);
  if (constraints.filter(({ kind }) => kind === 'primary key').length > 1) {
    throw new SqlError(`ERROR: multiple primary keys for table "${relation.name}" are not allowed`);
  }
  for (const { references } of constraints) {
    const isOwn = references && nameKey(references) === nameKey(relation);
    if (references && !isOwn) requireRelation(context.catalog(), call.user, references, 'references');
  }
}
