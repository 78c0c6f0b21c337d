import type { DuckDBConnection } from '@duckdb/node-api';
import { databaseName, duckdbSchema, temporarySchema } from '../database/duckdb-names.ts';
import { readSyntaxTree, writeSyntaxTree } from '../database/syntax-tree.ts';
import { SqlError } from '../engine.ts';
import { defaultSchema, type FindSchema, type QualifiedName } from '../syntax/token-reader.ts';

type Tree = { readonly [key: string]: unknown };

/**
 * Writes a query's tables anew, whatever names its WITH clauses hide: a stored query must not depend on a search path,
 * and follows a table that is renamed.
 *
 * @param sql a query in DuckDB's dialect.
 * @param rename gives the table that shall stand for the one that is read.
 * @throws SqlError at a temporary table, which no stored query can read.
 */
export async function rewriteRelations(
  connection: DuckDBConnection,
  sql: string,
  findSchema: FindSchema,
  rename: (relation: QualifiedName) => QualifiedName = (relation) => relation,
): Promise<string> {
  const tree = await readSyntaxTree(connection, sql);
  const written = rewrite(tree, new Set(), (node) => {
    if (node.catalog_name === 'temp') throw readsTemporary(String(node.table_name));
    const name = String(node.table_name).toLowerCase();
    const schema = String(node.schema_name).toLowerCase();
    const found = schema === '' ? findSchema(name) : schema === 'main' ? defaultSchema : schema;
    if (found === temporarySchema) throw readsTemporary(name);
    const renamed = rename({ schema: found, name });
    const alias = node.alias === '' && renamed.name !== name ? name : node.alias;
    return {
      ...node,
      alias,
      catalog_name: databaseName,
      schema_name: duckdbSchema(renamed.schema),
      table_name: renamed.name,
    };
  });
  return writeSyntaxTree(connection, written);
}

function readsTemporary(name: string): SqlError {
  return new SqlError(`ERROR: a view cannot read the temporary table "${name}"`);
}

/** Each WITH query hides the tables of its name from those behind it and from the query itself. */
function rewrite(value: unknown, hidden: ReadonlySet<string>, change: (node: Tree) => Tree): unknown {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, hidden, change));
  if (typeof value !== 'object' || value === null) return value;
  const tree = value as Tree;
  const names = new Set(hidden);
  const withQueries = rewriteWithQueries(tree.cte_map, names, change);
  if (typeof tree.cte_name === 'string') names.add(tree.cte_name.toLowerCase());
  const entries = Object.entries(tree).map(([key, child]) => [
    key,
    key === 'cte_map' ? withQueries : rewrite(child, names, change),
  ]);
  const copy: Tree = Object.fromEntries(entries);
  const isHidden = tree.schema_name === '' && hidden.has(String(tree.table_name).toLowerCase());
  return tree.type === 'BASE_TABLE' && !isHidden ? change(copy) : copy;
}

function rewriteWithQueries(map: unknown, names: Set<string>, change: (node: Tree) => Tree): unknown {
  if (typeof map !== 'object' || map === null || !('map' in map) || !Array.isArray(map.map)) return map;
  const entries = map.map.map((entry: Tree) => {
    const value = rewrite(entry.value, new Set(names), change);
    names.add(String(entry.key).toLowerCase());
    return { ...entry, value };
  });
  return { ...map, map: entries };
}
