import type { DuckDBConnection } from '@duckdb/node-api';
import { findReferences } from '../../access/references.ts';
import { SqlError } from '../../engine.ts';
import { defaultSchema } from '../../syntax/token-reader.ts';
import { quoteText } from '../../syntax/tokens.ts';
import { translateDefault } from '../../tables/make-table.ts';
import type { TableColumn } from '../../tables/table-description.ts';

/** @throws SqlError at a DEFAULT that reads a table or a column, or calls a function that does not exist. */
export async function requireConstantDefaults(
  connection: DuckDBConnection,
  columns: readonly TableColumn[],
): Promise<void> {
  for (const { name, defaultText } of columns) {
    if (defaultText === undefined) continue;
    const sql = `SELECT (${translateDefault(defaultText)})`;
    const reader = await connection.runAndReadAll(`SELECT json_serialize_sql(${quoteText(sql)})`);
    const text = String(reader.getRows()[0]?.[0]);
    const tree = JSON.parse(text);
    if (tree.error) throw new SqlError(`ERROR: syntax error in the default expression of column "${name}"`);
    const references = findReferences(tree.statements, () => defaultSchema);
    if (references.relations.length > 0 || text.includes('"SUBQUERY"')) {
      throw new SqlError('ERROR: cannot use subquery in default expression');
    }
    if (text.includes('"COLUMN_REF"')) throw new SqlError('ERROR: cannot use column references in default expression');
  }
}
