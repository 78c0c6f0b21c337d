import { databaseName, systemSchema, temporarySchema } from '../database/duckdb-names.ts';
import { isForSuperusers, isOpenToAll } from '../database/system-catalog.ts';
import { SqlError } from '../engine.ts';
import { defaultSchema, type FindSchema, type QualifiedName } from '../syntax/token-reader.ts';
import { allowedFunctions } from './allowed-functions.ts';

/** A syntax tree of DuckDB's `json_serialize_sql`. */
type Tree = { readonly [key: string]: unknown };

/** What a query reads; names of its own WITH clauses and system tables are left out. */
export interface References {
  readonly relations: readonly QualifiedName[];
  readonly functions: ReadonlySet<string>;
}

/**
 * Collects the tables and functions of a syntax tree.
 *
 * @throws SqlError at a source of rows that Redshift does not have, such as a table function.
 */
export function findReferences(tree: unknown, findSchema: FindSchema): References {
  const relations = new Map<string, QualifiedName>();
  const functions = new Set<string>();
  visit(tree, new Set(), { relations, functions, findSchema });
  return { relations: [...relations.values()], functions };
}

interface Found {
  readonly relations: Map<string, QualifiedName>;
  readonly functions: Set<string>;
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
  if (typeof value.function_name === 'string') addFunction(value, value.function_name, found);
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

function addFunction(tree: Tree, name: string, found: Found): void {
  if (name === 'json_each' || tree.is_operator === true) return;
  // DuckDB's parser itself puts some functions, such as EXTRACT's, into the schema main.
  if (typeof tree.schema === 'string' && tree.schema !== '' && tree.schema !== 'main')
    throw unknownFunction(`${tree.schema}.${name}`);
  found.functions.add(name.toLowerCase());
}

/** @throws SqlError at the first function that neither Redshift has nor `modelFunctions` names. */
export function requireKnownFunctions(functions: ReadonlySet<string>, modelFunctions: ReadonlySet<string>): void {
  for (const name of functions) {
    if (!allowedFunctions.has(name) && !modelFunctions.has(name)) throw unknownFunction(name);
  }
}

function unknownFunction(name: string): SqlError {
  return new SqlError(`ERROR: function ${name}(...) does not exist`);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
