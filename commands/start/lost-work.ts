import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { servingRole } from './cloud.ts';
import { hasServingUser, tableFiles } from './prepare.ts';
import { digest, type StateStore } from './state.ts';
import type { Making } from './steps.ts';
import { sqlText } from './warehouse.ts';

/** Discards the database when the definition of a table has changed; true when it did. To be called before it opens. */
export function discardChangedTables(store: StateStore): boolean {
  const tables = digest(...tableFiles.map(sqlText));
  const changed = store.current.done.tables !== undefined && store.current.done.tables !== tables;
  if (changed) {
    forgetDatabase(store);
    rmSync(join(store.folder, 'redshift'), { recursive: true, force: true });
  }
  store.markDone('tables', tables);
  return changed;
}

/** A database that was removed, or discarded for its format, takes along all that was done with it. */
export async function forgetLostDatabase({ store, warehouse, cloud }: Making): Promise<void> {
  if (store.current.done.prepare === undefined) return;
  if (!(await hasServingUser(warehouse, servingRole(cloud)))) forgetDatabase(store);
}

/** What was made outside of the database stays. */
function forgetDatabase(store: StateStore): void {
  const { data, tables } = store.current.done;
  store.update({ done: { ...(data && { data }), ...(tables && { tables }) }, modelVersion: null });
}
