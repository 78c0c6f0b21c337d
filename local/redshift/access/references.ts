import { databaseName, systemSchema, temporarySchema } from '../database/duckdb-names.ts';
import { isForSuperusers, isOpenToAll } from '../database/system-catalog.ts';
import { SqlError } from '../engine.ts';
import { defaultSchema, type FindSchema, type QualifiedName } from '../syntax/token-reader.ts';

/** A syntax tree of DuckDB's `json_serialize_sql`. */
type Tree = { readonly [key: string]: unknown };

/** What a query reads; names of its own WITH clauses and system tables are left out. */
export interface References {
  readonly relations: readonly QualifiedName[];
}

/**
 * Collects the tables of a syntax tree.
 *
 * @throws SqlError at a source of rows that Redshift does not have, such as a table function.
 */
export function findReferences(tree: unknown, findSchema: FindSchema): References {
  const relations = new Map<string, QualifiedName>();
  visit(tree, new Set(), { relations, findSchema });
  return { relations: [...relations.values()] };
}

interface Found {
  readonly relations: Map<string, QualifiedName>;
  readonly findSchema: FindSchema;
}

/** What is in them has other names in DuckDB, whose own schemas of these names no statement reaches. */
const systemSchemas = [systemSchema, 'information_schema'];

const fromTypes = ['BASE_TABLE', 'SUBQUERY', 'JOIN', 'EMPTY', 'TABLE_FUNCTION', 'EXPRESSION_LIST'];

function visit(value: unknown, withNames: ReadonlySet<string>, found: Found): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, withNames, found);
    return;
  }
  if (!isTree(value)) return;
  const names = value.cte_map === undefined ? withNames : visitWithClauses(value, withNames, found);
  if (value.from_table !== undefined) requireKnownSource(value.from_table);
  if (value.type === 'BASE_TABLE') addRelation(value, names, found);
  // A recursive query reads itself by its name.
  const own = typeof value.cte_name === 'string' ? new Set([...names, value.cte_name.toLowerCase()]) : names;
  for (const [key, child] of Object.entries(value)) if (key !== 'cte_map') visit(child, own, found);
}

/** Each WITH query sees those before it; one that has the name of a table reads that table, not itself. */
function visitWithClauses(tree: Tree, outer: ReadonlySet<string>, found: Found): ReadonlySet<string> {
  const names = new Set(outer);
  const map = isTree(tree.cte_map) && Array.isArray(tree.cte_map.map) ? tree.cte_map.map : [];
  for (const entry of map) {
    if (!isTree(entry)) continue;
    visit(entry.value, new Set(names), found);
    names.add(String(entry.key).toLowerCase());
  }
  return names;
}

function requireKnownSource(source: unknown): void {
  if (!isTree(source)) return;
  if (!fromTypes.includes(String(source.type))) throw new SqlError(`ERROR: ${source.type} in FROM is not supported`);
  const tableFunction = isTree(source.function) ? source.function.function_name : undefined;
  // Unnesting is translated to json_each, which reads nothing but its argument.
  if (tableFunction !== undefined && tableFunction !== 'json_each') throw unknownFunction(String(tableFunction));
  if (source.type === 'JOIN') {
    requireKnownSource(source.left);
    requireKnownSource(source.right);
  }
}

function addRelation(tree: Tree, withNames: ReadonlySet<string>, found: Found): void {
  const name = String(tree.table_name).toLowerCase();
  const schema = String(tree.schema_name).toLowerCase();
  const catalog = String(tree.catalog_name);
  if (!['', databaseName, 'temp'].includes(catalog)) {
    throw new SqlError(`ERROR: cross-database reference to "${name}" is not supported`);
  }
  if (schema === '' && withNames.has(name)) return;
  if (isOpenToAll(schema, name)) return;
  const system = isForSuperusers(schema, name) ? systemSchema : undefined;
  if (systemSchemas.includes(schema)) throw new SqlError(`ERROR: relation "${schema}.${name}" does not exist`);
  const relation = { schema: system ?? redshiftSchema(catalog, schema) ?? found.findSchema(name), name };
  found.relations.set(`${relation.schema}.${name}`, relation);
}

/** Undefined for a name without a schema. */
function redshiftSchema(catalog: string, schema: string): string | undefined {
  if (catalog === 'temp') return temporarySchema;
  if (schema === '') return undefined;
  return schema === 'main' ? defaultSchema : schema;
}

function unknownFunction(name: string): SqlError {
  return new SqlError(`ERROR: function ${name}(...) does not exist`);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
