import type { DatabaseObject } from '../../access/catalog.ts';
import { nameKey } from '../../access/catalog.ts';
import { hasPrivilege, requireOwner } from '../../access/privileges.ts';
import { duckdbName } from '../../database/duckdb-names.ts';
import { SqlError } from '../../engine.ts';
import { changeCatalog, forgetObject } from '../change-catalog.ts';
import type { StatementHandler } from '../context.ts';

/** DROP TABLE [IF EXISTS] t [, ...] [RESTRICT]. */
export const dropTable: StatementHandler = async (call, context) => {
  call.reader.expect('drop', 'table');
  const ifExists = call.reader.take('if', 'exists');
  const relations = [call.reader.qualifiedName()];
  while (call.reader.takeSymbol(',')) relations.push(call.reader.qualifiedName());
  call.reader.take('restrict');
  if (!call.reader.atEnd()) call.reader.fail();
  const catalog = context.catalog();
  const objects: DatabaseObject[] = [];
  for (const relation of relations) {
    const exists = catalog.relations.has(nameKey(relation));
    if (!exists && !ifExists) throw new SqlError(`ERROR: Table "${relation.name}" does not exist`);
    if (exists) objects.push({ kind: 'relation', ...relation });
  }
  for (const object of objects) {
    if (!hasPrivilege(catalog, call.user, object, 'drop')) requireOwner(catalog, call.user, object, 'drop table');
  }
  return changeCatalog(call, context, async (writer) => {
    for (const object of objects) {
      await writer.connection.duckdb.run(`DROP TABLE ${duckdbName(object)}`);
      await forgetObject(writer, object);
    }
    return 0;
  });
};
