import { nameKey } from '../access/catalog.ts';
import { createTableWords, duckdbName, temporarySchema } from '../database/duckdb-names.ts';
import { catalogSchema } from '../database/system-catalog.ts';
import type { CatalogWriter } from '../statements/change-catalog.ts';
import { flattenNodes, nestTokens } from '../syntax/nodes.ts';
import { printTokens } from '../syntax/print-tokens.ts';
import type { QualifiedName } from '../syntax/token-reader.ts';
import { quoteName, quoteText, tokenize } from '../syntax/tokens.ts';
import { translateNodes } from '../translate/translate.ts';
import { duckdbType } from './data-type.ts';
import { type TableColumn, type TableDescription, toComment } from './table-description.ts';

/** Makes the table in DuckDB, which keeps what only Redshift knows as the table's comment. */
export async function makeTable(
  { connection }: CatalogWriter,
  relation: QualifiedName,
  description: TableDescription,
): Promise<void> {
  const kind = relation.schema === temporarySchema ? 'TEMP SEQUENCE' : 'SEQUENCE';
  for (const { name, identity } of description.columns) {
    if (!identity) continue;
    const { seed, step } = identity;
    const sequence = sequenceName(relation, name);
    const bounds = step < 0 ? `MINVALUE ${Number.MIN_SAFE_INTEGER} MAXVALUE ${seed}` : `MINVALUE ${seed}`;
    await connection.duckdb.run(`CREATE OR REPLACE ${kind} ${sequence} START ${seed} INCREMENT ${step} ${bounds}`);
  }
  const columns = description.columns.map((column) => duckdbColumn(relation, column));
  await connection.duckdb.run(`${createTableWords(relation)} (${columns.join(', ')})`);
  await commentTable(connection.duckdb, relation, description);
}

/** Writes the description anew, for what changes nothing that DuckDB knows. */
export async function commentTable(
  connection: { run(sql: string): Promise<unknown> },
  relation: QualifiedName,
  description: TableDescription,
): Promise<void> {
  await connection.run(`COMMENT ON TABLE ${duckdbName(relation)} IS ${quoteText(toComment(description))}`);
}

function duckdbColumn(relation: QualifiedName, column: TableColumn): string {
  const name = quoteName(column.name);
  const notNull = column.isNullable ? '' : ' NOT NULL';
  const check = column.type.bytes === undefined ? '' : ` CHECK (strlen(${name}) <= ${column.type.bytes})`;
  return `${name} ${duckdbType(column.type)}${duckdbDefault(relation, column)}${notNull}${check}`;
}

function duckdbDefault(relation: QualifiedName, { name, identity, defaultText }: TableColumn): string {
  if (identity) return ` DEFAULT nextval(${quoteText(sequenceName(relation, name))})`;
  return defaultText === undefined ? '' : ` DEFAULT (${translateDefault(defaultText)})`;
}

/** A DEFAULT expression in DuckDB's dialect; it names no table and no model. */
export function translateDefault(text: string): string {
  const noNames = { systemSchemaOf: () => undefined, findModelFunction: () => undefined };
  return printTokens(flattenNodes(translateNodes(nestTokens(tokenize(text), text.length), noNames))).text;
}

/** An IDENTITY column counts by a sequence of this name. */
export function sequenceName(relation: QualifiedName, column: string): string {
  const place = relation.schema === temporarySchema ? 'temp.main' : catalogSchema;
  return `${place}.${quoteName(`${nameKey(relation)}.${column}`)}`;
}
