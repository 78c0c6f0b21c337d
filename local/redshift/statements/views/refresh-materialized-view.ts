import { nameKey } from '../../access/catalog.ts';
import { requireOwner, requireRelation } from '../../access/privileges.ts';
import { requireReadable } from '../../access/require-readable.ts';
import { duckdbName } from '../../database/duckdb-names.ts';
import { catalogSchema } from '../../database/system-catalog.ts';
import { SqlError } from '../../engine.ts';
import { changeCatalog } from '../change-catalog.ts';
import type { StatementHandler } from '../context.ts';

/** REFRESH MATERIALIZED VIEW v: runs the view's query anew; readers see the old rows until it is done. */
export const refreshMaterializedView: StatementHandler = (call, context) => {
  call.reader.expect('refresh', 'materialized', 'view');
  const relation = call.reader.qualifiedName();
  if (!call.reader.atEnd()) call.reader.fail();
  return changeCatalog(call, context, async ({ connection: { duckdb } }) => {
    const catalog = context.catalog();
    requireRelation(catalog, call.user, relation, 'select');
    if (!catalog.views.get(nameKey(relation))?.isMaterialized) {
      throw new SqlError(`ERROR: "${relation.name}" is not a materialized view`);
    }
    requireOwner(catalog, call.user, { kind: 'relation', ...relation });
    for (const { object, on } of catalog.dependencies) {
      if (nameKey(object) === nameKey(relation) && on.kind === 'relation') requireReadable(catalog, call.user, on);
    }
    const reader = await duckdb.runAndReadAll(
      `SELECT duckdb_sql FROM ${catalogSchema}.views WHERE schema_name = $1 AND view_name = $2`,
      [relation.schema, relation.name],
    );
    await duckdb.run(`DELETE FROM ${duckdbName(relation)}`);
    await duckdb.run(`INSERT INTO ${duckdbName(relation)} ${reader.getRows()[0]?.[0]}`);
    return 0;
  });
};
