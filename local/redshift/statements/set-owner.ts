import type { Catalog, DatabaseObject } from '../access/catalog.ts';
import { requireOwner } from '../access/privileges.ts';
import { SqlError } from '../engine.ts';
import { type CatalogWriter, objectColumns } from './change-catalog.ts';

/**
 * Gives an object to another user.
 *
 * @throws SqlError unless the user owns it and the other one exists.
 */
export async function setOwner(
  writer: CatalogWriter,
  catalog: Catalog,
  user: string,
  object: DatabaseObject,
  owner: string,
): Promise<void> {
  requireOwner(catalog, user, object);
  if (!catalog.users.has(owner)) throw new SqlError(`ERROR: user "${owner}" does not exist`);
  await writer.update('owners', { owner }, objectColumns(object));
}
