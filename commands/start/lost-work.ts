import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digest, type StateStore } from './state.ts';

const tablesFolder = fileURLToPath(new URL('../../sql/tables/', import.meta.url));

/** Discards the database when the definition of a table has changed; true when it did. To be called before it opens. */
export function discardChangedTables(store: StateStore): boolean {
  const tables = digest(...readdirSync(tablesFolder).map((file) => readFileSync(join(tablesFolder, file), 'utf8')));
  const changed = store.current.done.tables !== undefined && store.current.done.tables !== tables;
  if (changed) {
    // What was made outside of the database stays.
    store.markUndoneBut('data');
    rmSync(join(store.folder, 'redshift'), { recursive: true, force: true });
  }
  store.markDone('tables', tables);
  return changed;
}
