import { createTableWords, duckdbName, temporarySchema } from '../database/duckdb-names.ts';
import { catalogSchema } from '../database/system-catalog.ts';
import type { CatalogWriter } from '../statements/change-catalog.ts';
import { printTokens } from '../syntax/print-tokens.ts';
import type { QualifiedName } from '../syntax/token-reader.ts';
import { quoteName, quoteText, tokenize } from '../syntax/tokens.ts';
import { translateConstant } from '../translate/translate.ts';
import { type DataType, duckdbType } from './data-type.ts';
import { type Identity, type TableColumn, type TableDescription, toComment } from './table-description.ts';

type Connection = CatalogWriter['connection']['duckdb'];

/** Makes the table in DuckDB, which keeps what only Redshift knows as the table's comment. */
export async function makeTable(
  { connection: { duckdb } }: Pick<CatalogWriter, 'connection'>,
  relation: QualifiedName,
  description: TableDescription,
): Promise<void> {
  const columns: TableColumn[] = [];
  for (const column of description.columns) {
    columns.push(
      column.identity ? { ...column, identity: await withSequence(duckdb, relation, column.identity) } : column,
    );
  }
  await duckdb.run(`${createTableWords(relation)} (${columns.map(duckdbColumn).join(', ')})`);
  await commentTable(duckdb, relation, { ...description, columns });
}

/**
 * Makes a table anew under its name, with other columns. DuckDB's own ALTER TABLE would do for some changes, but not for
 * texts with a length, and a log that holds one cannot be replayed when a check or a default calls a function.
 *
 * @param values what each new column is filled with, in DuckDB's dialect.
 */
export async function remakeTable(
  writer: Pick<CatalogWriter, 'connection'>,
  relation: QualifiedName,
  description: TableDescription,
  values: readonly string[],
): Promise<void> {
  const { duckdb } = writer.connection;
  const draft = { ...relation, name: `${relation.name} remade` };
  await makeTable(writer, draft, description);
  await duckdb.run(`INSERT INTO ${duckdbName(draft)} SELECT ${values.join(', ')} FROM ${duckdbName(relation)}`);
  await duckdb.run(`DROP TABLE ${duckdbName(relation)}`);
  await duckdb.run(`ALTER TABLE ${duckdbName(draft)} RENAME TO ${quoteName(relation.name)}`);
}

/** Writes the description anew, for what changes nothing that DuckDB knows. */
export async function commentTable(
  connection: Connection,
  relation: QualifiedName,
  description: TableDescription,
): Promise<void> {
  await connection.run(`COMMENT ON TABLE ${duckdbName(relation)} IS ${quoteText(toComment(description))}`);
}

async function withSequence(connection: Connection, relation: QualifiedName, identity: Identity): Promise<Identity> {
  if (identity.sequence !== undefined) return identity;
  const reader = await connection.runAndReadAll(`SELECT nextval('${catalogSchema}.identifiers')`);
  const isTemporary = relation.schema === temporarySchema;
  const sequence = `${isTemporary ? 'temp.main' : catalogSchema}.identity_${reader.getRows()[0]?.[0]}`;
  const { seed, step } = identity;
  const bounds = step < 0 ? `MINVALUE ${Number.MIN_SAFE_INTEGER} MAXVALUE ${seed}` : `MINVALUE ${seed}`;
  await connection.run(
    `CREATE ${isTemporary ? 'TEMP ' : ''}SEQUENCE ${sequence} START ${seed} INCREMENT ${step} ${bounds}`,
  );
  return { ...identity, sequence };
}

function duckdbColumn({ name, type, isNullable, identity, defaultText }: TableColumn): string {
  const quoted = quoteName(name);
  const value = identity
    ? `nextval(${quoteText(identity.sequence ?? '')})`
    : defaultText && translateDefault(defaultText);
  const notNull = isNullable ? '' : ' NOT NULL';
  const check = type.bytes === undefined ? '' : ` CHECK (${lengthCheck(quoted, type)})`;
  return `${quoted} ${duckdbType(type)}${value === undefined ? '' : ` DEFAULT (${value})`}${notNull}${check}`;
}

/** Blanks at its end are no part of a CHAR. The refusal tells one type from the other by how the check is written. */
function lengthCheck(column: string, type: DataType): string {
  return type.name === 'character'
    ? `${type.bytes} >= strlen(rtrim(${column}, ' '))`
    : `strlen(${column}) <= ${type.bytes}`;
}

/** A DEFAULT expression in DuckDB's dialect; it names no table and no model. */
export function translateDefault(text: string): string {
  return printTokens(translateConstant(tokenize(text), text.length)).text;
}
