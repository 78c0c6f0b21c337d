import { type Catalog, nameKey } from '../../access/catalog.ts';
import { duckdbName } from '../../database/duckdb-names.ts';
import { SqlError } from '../../engine.ts';
import type { QualifiedName } from '../../syntax/token-reader.ts';
import type { CatalogWriter } from '../change-catalog.ts';
import { dependedOn, dependentsOf, dropRelations } from '../drop-relations.ts';
import type { TableChange } from './table-change.ts';

/**
 * Asks every view on a changed table whether it can still be read; a DROP COLUMN that cascades drops those that cannot.
 *
 * @throws SqlError when one cannot.
 */
export async function requireWorkingViews(
  writer: CatalogWriter,
  catalog: Catalog,
  relation: QualifiedName,
  change: TableChange,
): Promise<void> {
  const object = { kind: 'relation', ...relation } as const;
  for (const { object: view } of dependentsOf(catalog, [object])) {
    if (catalog.views.get(nameKey(view))?.isMaterialized !== false) continue;
    if (await canBeRead(writer, view)) continue;
    if (change.kind === 'rename column') {
      throw new SqlError('ERROR: renaming a column that a view reads is not supported by the local engine');
    }
    if (change.kind !== 'drop column' || !change.isCascade) {
      throw dependedOn(catalog, object, 'column' in change ? ` column ${change.column}` : '');
    }
    await dropRelations(writer, catalog, [view], true);
  }
}

async function canBeRead({ connection }: CatalogWriter, view: QualifiedName): Promise<boolean> {
  try {
    (await connection.duckdb.prepare(`SELECT * FROM ${duckdbName(view)}`)).destroySync();
    return true;
  } catch {
    // DuckDB refuses a query whose names or types are gone.
    return false;
  }
}
