/**
 * System tables and views by name, each as the query that answers for it. The queries may use the catalog's own tables,
 * the views of `base-views.ts`, and what `caller-functions.ts` tells of the caller.
 */
export type SystemViews = Readonly<Record<string, string>>;

/** An object's identifier: a number that its kind and name always give. Redshift's own begin at 100,000. */
export function oidOf(kind: string, schema: string, name: string): string {
  return `CAST(100000 + hash('${kind} ' || ${schema} || '.' || ${name}) % 2000000000 AS INTEGER)`;
}

/** The identifier of a schema; some of them are the same in every database. */
export function schemaOidOf(schema: string): string {
  return `CASE ${schema} WHEN 'public' THEN 2200 WHEN 'pg_catalog' THEN 11 ELSE ${oidOf('schema', schema, schema)} END`;
}
