import { type Catalog, nameKey } from '../access/catalog.ts';
import { duckdbName } from '../database/duckdb-names.ts';
import { catalogSchema } from '../database/system-catalog.ts';
import { SqlError } from '../engine.ts';
import { defaultSchema, type QualifiedName } from '../syntax/token-reader.ts';
import { quoteName, quoteText } from '../syntax/tokens.ts';
import { commentTable } from '../tables/make-table.ts';
import { describeTable, toComment } from '../tables/table-description.ts';
import { rewriteRelations } from '../views/rewrite-relations.ts';
import { type CatalogWriter, objectColumns } from './change-catalog.ts';

/**
 * Renames a table or view; the views and keys that name it follow, as Redshift's do, which know it by its identifier.
 *
 * @throws SqlError when the name is taken, and for a materialized view.
 */
export async function renameRelation(
  writer: CatalogWriter,
  catalog: Catalog,
  relation: QualifiedName,
  name: string,
): Promise<void> {
  const view = catalog.views.get(nameKey(relation));
  const renamed = { ...relation, name };
  if (view?.isMaterialized) throw new SqlError('ERROR: cannot rename a materialized view');
  if (name.startsWith('#')) throw new SqlError('ERROR: a permanent table cannot get a name that begins with #');
  if (catalog.relations.has(nameKey(renamed))) throw new SqlError(`ERROR: Relation "${name}" already exists`);
  const { duckdb } = writer.connection;
  await duckdb.run(`ALTER ${view ? 'VIEW' : 'TABLE'} ${duckdbName(relation)} RENAME TO ${quoteName(name)}`);
  const from = objectColumns({ kind: 'relation', ...relation });
  await writer.update('owners', { object_name: name }, from);
  await writer.update('privileges', { object_name: name }, from);
  await writer.update('dependencies', { object_name: name }, from);
  await writer.update('dependencies', { object_name: name }, { ...from, object_kind: 'constraint' });
  await writer.update('views', { view_name: name }, { schema_name: relation.schema, view_name: relation.name });
  for (const { object, on } of catalog.dependencies) {
    if (on.kind !== 'relation' || nameKey(on) !== nameKey(relation)) continue;
    if (object.kind === 'constraint') await followInKeys(writer, object, relation, renamed);
    else await followInView(writer, catalog, object, relation, renamed);
  }
  const on = { on_kind: 'relation', on_schema: relation.schema, on_name: relation.name };
  await writer.update('dependencies', { on_name: name }, on);
}

async function followInKeys(
  { connection }: CatalogWriter,
  table: QualifiedName,
  from: QualifiedName,
  to: QualifiedName,
): Promise<void> {
  const own = nameKey(table) === nameKey(from) ? to : table;
  const description = await describeTable(connection.duckdb, own);
  const constraints = description.constraints.map(({ references, ...key }) => {
    if (!references) return key;
    return { ...key, references: nameKey(references) === nameKey(from) ? { ...references, ...to } : references };
  });
  await commentTable(connection.duckdb, own, { ...description, constraints });
}

async function followInView(
  writer: CatalogWriter,
  catalog: Catalog,
  view: QualifiedName,
  from: QualifiedName,
  to: QualifiedName,
): Promise<void> {
  const { duckdb } = writer.connection;
  const place = { schema_name: view.schema, view_name: view.name };
  const stored = await duckdb.runAndReadAll(
    `SELECT duckdb_sql FROM ${catalogSchema}.views WHERE schema_name = $1 AND view_name = $2`,
    [view.schema, view.name],
  );
  const old = String(stored.getRows()[0]?.[0]);
  // Stored queries name the schema of every table.
  const sql = await rewriteRelations(
    duckdb,
    old,
    () => defaultSchema,
    (relation) => (nameKey(relation) === nameKey(from) ? to : relation),
  );
  await writer.update('views', { duckdb_sql: sql }, place);
  if (catalog.views.get(nameKey(view))?.isMaterialized) return;
  const description = await describeTable(duckdb, view);
  await duckdb.run(`CREATE OR REPLACE VIEW ${duckdbName(view)} AS ${sql}`);
  await duckdb.run(`COMMENT ON VIEW ${duckdbName(view)} IS ${quoteText(toComment(description))}`);
}
