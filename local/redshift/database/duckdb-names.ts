import { defaultSchema, type QualifiedName } from '../syntax/token-reader.ts';
import { quoteName } from '../syntax/tokens.ts';

/** DuckDB's name of the database, which comes from its file's; no schema of a user is called so. */
export const databaseName = 'redshift_database';

/** The schema of system tables and views in Redshift's words. */
export const systemSchema = 'pg_catalog';

/** Stands for the schema of a session's temporary tables, which comes before all others. */
export const temporarySchema = 'pg_temp';

/** DuckDB's default schema is called main. */
export function duckdbSchema(schema: string): string {
  return schema === defaultSchema ? 'main' : schema;
}

/** The schema with its database where its name alone would not do: temporary tables, too, live in a schema main. */
export function duckdbSchemaPath(schema: string): string {
  if (schema === temporarySchema) return 'temp.main';
  return schema === defaultSchema ? `${databaseName}.main` : quoteName(schema);
}

/** The first words of a statement that creates the table. */
export function createTableWords(relation: QualifiedName): string {
  return `CREATE ${relation.schema === temporarySchema ? 'TEMP ' : ''}TABLE ${duckdbName(relation)}`;
}

/** The object in DuckDB's words. */
export function duckdbName({ schema, name }: QualifiedName): string {
  return `${duckdbSchemaPath(schema)}.${quoteName(name)}`;
}
