import { type Catalog, type DatabaseObject, nameKey } from '../access/catalog.ts';
import { hasPrivilege, requireOwner } from '../access/privileges.ts';
import { SqlError } from '../engine.ts';
import { readCascade } from '../syntax/read-cascade.ts';
import type { QualifiedName } from '../syntax/token-reader.ts';
import { changeCatalog } from './change-catalog.ts';
import type { StatementHandler } from './context.ts';
import { dropRelations } from './drop-relations.ts';

type RelationKind = 'table' | 'view' | 'materialized view';

/** DROP TABLE [IF EXISTS] t [, ...] [CASCADE | RESTRICT]; CASCADE takes views and foreign keys along. */
export const dropTable = dropHandler('table');
/** DROP VIEW [IF EXISTS] v [, ...] [CASCADE | RESTRICT]. */
export const dropView = dropHandler('view');
/** DROP MATERIALIZED VIEW [IF EXISTS] v [, ...] [CASCADE | RESTRICT]. */
export const dropMaterializedView = dropHandler('materialized view');

function dropHandler(kind: RelationKind): StatementHandler {
  const permission = kind === 'table' ? 'drop table' : 'drop view';
  return (call, context) => {
    call.reader.expect('drop', ...kind.split(' '));
    const ifExists = call.reader.take('if', 'exists');
    const named = [call.reader.qualifiedName()];
    while (call.reader.takeSymbol(',')) named.push(call.reader.qualifiedName());
    const isCascade = readCascade(call.reader);
    return changeCatalog(call, context, async (writer) => {
      const catalog = context.catalog();
      const relations = named.filter((relation) => isThere(catalog, relation, kind, ifExists));
      for (const relation of relations) {
        const object: DatabaseObject = { kind: 'relation', ...relation };
        if (!hasPrivilege(catalog, call.user, object, 'drop')) requireOwner(catalog, call.user, object, permission);
      }
      await dropRelations(writer, catalog, relations, isCascade);
      return 0;
    });
  };
}

function isThere(catalog: Catalog, relation: QualifiedName, kind: RelationKind, ifExists: boolean): boolean {
  if (catalog.relations.has(nameKey(relation))) {
    const view = catalog.views.get(nameKey(relation));
    const found = view ? (view.isMaterialized ? 'materialized view' : 'view') : 'table';
    if (found === kind) return true;
    throw new SqlError(`ERROR: "${relation.name}" is not a ${kind}`);
  }
  if (ifExists) return false;
  throw new SqlError(`ERROR: ${kind.charAt(0).toUpperCase()}${kind.slice(1)} "${relation.name}" does not exist`);
}
