import { type Catalog, nameKey } from '../access/catalog.ts';
import { duckdbSchema, temporarySchema } from '../database/duckdb-names.ts';
import { defaultSchema } from '../syntax/token-reader.ts';
import { quoteName, quoteText } from '../syntax/tokens.ts';
import { type Settings, settingValue } from './parameters.ts';

/**
 * The schemas that a name without one is looked for in, in order; those that do not exist are passed over.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_search_path.html
 */
export function searchPath(settings: Settings, catalog: Catalog, user: string): readonly string[] {
  const written = settingValue(settings, 'search_path').match(/"(?:[^"]|"")+"|[^,\s"]+/g) ?? [];
  return written
    .map((name) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name).toLowerCase())
    .map((name) => (name === '$user' ? user.toLowerCase() : name))
    .filter((schema) => catalog.schemas.has(schema));
}

/** The path in DuckDB's words, which ends with the schema of its macros; undefined when it is DuckDB's own default. */
export function duckdbSearchPath(path: readonly string[]): string | undefined {
  if (path.length === 1 && path[0] === defaultSchema) return undefined;
  const names = [...new Set([...path, defaultSchema])].map((schema) => quoteName(duckdbSchema(schema)));
  return quoteText(names.join(','));
}

/** The schema of the table, view or model that a name without a schema means; the current schema when there is none. */
export function findSchema(catalog: Catalog, path: readonly string[], name: string): string {
  const found = [temporarySchema, ...path].find((schema) => {
    const key = nameKey({ schema, name });
    return catalog.relations.has(key) || catalog.models.has(key);
  });
  return found ?? path[0] ?? defaultSchema;
}
