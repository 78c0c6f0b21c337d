import { SqlError } from '../engine.ts';
import type { QualifiedName } from '../syntax/token-reader.ts';
import { type Catalog, nameKey } from './catalog.ts';

const changes: Readonly<Record<string, string>> = { insert: 'insert into', update: 'update', delete: 'delete from' };

/** @throws SqlError when the relation is a view, whose rows no statement can change; `privilege` is what it asks for. */
export function requireTable(catalog: Catalog, relation: QualifiedName, privilege: string): void {
  const view = catalog.views.get(nameKey(relation));
  if (!view) return;
  const change = changes[privilege];
  if (view.isMaterialized) throw new SqlError(`ERROR: cannot change materialized view "${relation.name}"`);
  throw new SqlError(
    `ERROR: ${change === undefined ? `"${relation.name}" is not a table` : `cannot ${change} a view`}`,
  );
}
