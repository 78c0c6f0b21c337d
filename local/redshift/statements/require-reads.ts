import type { DuckDBConnection } from '@duckdb/node-api';
import type { Catalog, DatabaseObject } from '../access/catalog.ts';
import { readsOnly } from '../access/column-reads.ts';
import { columnsHeld, hasPrivilege, requireRelation, requireSchemaUsage } from '../access/privileges.ts';
import { requireReadable } from '../access/require-readable.ts';
import type { QualifiedName } from '../syntax/token-reader.ts';
import { isSymbol, isWord, type Token } from '../syntax/tokens.ts';
import { describeTable } from '../tables/table-description.ts';

/**
 * Checks that the user may read what the query reads of a table: all of it, or the columns that were granted.
 *
 * @param tree the query as DuckDB's `json_serialize_sql` gives it.
 * @throws SqlError unless he may.
 */
export async function requireReads(
  catalog: Catalog,
  user: string,
  relation: QualifiedName,
  tree: unknown,
  connection: DuckDBConnection,
): Promise<void> {
  const object: DatabaseObject = { kind: 'relation', ...relation };
  const granted = columnsHeld(catalog, user, object, 'select');
  if (granted.size === 0 || hasPrivilege(catalog, user, object, 'select')) {
    requireReadable(catalog, user, relation);
    return;
  }
  const { columns } = await describeTable(connection, relation);
  const isGranted = readsOnly(tree, relation.name, new Set(columns.map(({ name }) => name)), granted);
  requireReadable(catalog, user, relation, isGranted);
}

/**
 * Checks that the user may change the table: all of it, or, by an UPDATE, the columns that were granted.
 *
 * @throws SqlError unless he may.
 */
export function requireChange(
  catalog: Catalog,
  user: string,
  { relation, privilege }: { readonly relation: QualifiedName; readonly privilege: string },
  tokens: readonly Token[],
): void {
  const granted = columnsHeld(catalog, user, { kind: 'relation', ...relation }, privilege);
  const isGranted = granted.size > 0 && assignedColumns(tokens).every((column) => granted.has(column));
  if (isGranted) requireSchemaUsage(catalog, user, relation.schema);
  else requireRelation(catalog, user, relation, privilege);
}

/** The columns that an UPDATE's SET gives values to. */
function assignedColumns(tokens: readonly Token[]): string[] {
  const columns: string[] = [];
  let depth = 0;
  let isSet = false;
  for (const [at, token] of tokens.entries()) {
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    if (depth > 0) continue;
    if (isSet && isWord(token, 'from', 'where')) break;
    const begins = isWord(token, 'set') || (isSet && isSymbol(token, ','));
    if (isWord(token, 'set')) isSet = true;
    if (begins) columns.push(tokens[at + 1]?.value ?? '');
  }
  return columns;
}
