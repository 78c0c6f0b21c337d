import { SqlError } from '../engine.ts';
import type { QualifiedName } from '../syntax/token-reader.ts';
import { type Catalog, nameKey, objectKey } from './catalog.ts';
import { requireFunction, requireModelFunction, requireRelation, requireSchemaUsage } from './privileges.ts';

/**
 * Checks that the user may read the table or view. A view reads with its owner's rights,
 * https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html.
 *
 * @param readsGrantedColumns true when it is known that of the relation itself only columns are read that were granted.
 * @throws SqlError unless the user may, and the view's owner may read what the view reads.
 */
export function requireReadable(
  catalog: Catalog,
  user: string,
  relation: QualifiedName,
  readsGrantedColumns = false,
): void {
  if (readsGrantedColumns) requireSchemaUsage(catalog, user, relation.schema);
  else requireRelation(catalog, user, relation, 'select');
  const view = catalog.views.get(nameKey(relation));
  if (!view || view.isMaterialized) return;
  const key = objectKey({ kind: 'relation', ...relation });
  const owner = catalog.owners.get(key) ?? user;
  for (const { object, on, onId } of catalog.dependencies) {
    if (object.kind !== 'relation' || objectKey({ ...object, kind: 'relation' }) !== key) continue;
    if (on.kind === 'relation') requireReadable(catalog, owner, on);
    if (on.kind === 'function') requireFunction(catalog, owner, on);
    if (on.kind === 'model') {
      const model = catalog.models.get(nameKey(on));
      // A model that was made anew under the old name is another one.
      if (model?.id !== onId) throw new SqlError(`ERROR: function of model ${on.name} does not exist`);
      requireModelFunction(catalog, owner, on, model?.functionName ?? on.name);
    }
  }
}
