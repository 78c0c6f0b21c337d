import type { ViewEntry } from '../../access/catalog.ts';
import { type CatalogWriter, objectColumns } from '../change-catalog.ts';
import type { Plan } from '../plan-query.ts';

/**
 * Keeps a view's text and what it reads in the catalog, in place of what stood there.
 *
 * @param duckdbSql the query in DuckDB's dialect.
 */
export async function keepView(writer: CatalogWriter, view: ViewEntry, duckdbSql: string, plan: Plan): Promise<void> {
  const place = { schema_name: view.schema, view_name: view.name };
  const object = objectColumns({ kind: 'relation', schema: view.schema, name: view.name });
  await writer.remove('views', place);
  await writer.remove('dependencies', object);
  await writer.insert('views', {
    ...place,
    definition: view.definition,
    duckdb_sql: duckdbSql,
    is_materialized: view.isMaterialized,
  });
  for (const { schema, name } of plan.relations) {
    await writer.insert('dependencies', { ...object, on_kind: 'relation', on_schema: schema, on_name: name });
  }
  for (const { schema, name, id } of new Set(plan.models)) {
    await writer.insert('dependencies', { ...object, on_kind: 'model', on_schema: schema, on_name: name, on_id: id });
  }
  for (const { schema, signature } of new Set(plan.functions)) {
    await writer.insert('dependencies', { ...object, on_kind: 'function', on_schema: schema, on_name: signature });
  }
}
