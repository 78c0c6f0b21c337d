import type { DuckDBConnection } from '@duckdb/node-api';
import { databaseName } from '../database/duckdb-names.ts';
import { catalogSchema } from '../database/system-catalog.ts';
import { defaultSchema } from '../syntax/token-reader.ts';
import { type Catalog, type Dependency, isObjectKind, type ModelEntry, type ViewEntry } from './catalog.ts';
import { readIdentities } from './read-identities.ts';
import type { SqlFunction } from './sql-functions.ts';

/** Reads the catalog from its tables. */
export async function readCatalog(connection: DuckDBConnection, version: number): Promise<Catalog> {
  const rows = (table: string) => readRows(connection, `SELECT * FROM ${catalogSchema}.${table}`);
  const owners = new Map(
    (await rows('owners')).map((row) => [
      `${row.object_kind} ${row.schema_name}.${row.object_name}`,
      String(row.owner),
    ]),
  );
  return {
    version,
    schemas: await readSchemas(connection),
    relations: await readRelations(connection),
    models: new Map((await rows('models')).map((row) => [`${row.schema_name}.${row.model_name}`, modelEntry(row)])),
    views: new Map((await rows('views')).map((row) => [`${row.schema_name}.${row.view_name}`, viewEntry(row)])),
    dependencies: (await rows('dependencies')).map(dependency),
    sqlFunctions: sqlFunctions(await rows('functions')),
    functions: new Set([...owners.keys()].filter(isFunctionKey).map((key) => key.slice(functionPrefix.length))),
    owners,
    ...(await readIdentities(rows)),
  };
}

const functionPrefix = 'function ';
const isFunctionKey = (key: string) => key.startsWith(functionPrefix);

async function readRows(connection: DuckDBConnection, sql: string): Promise<Array<Record<string, unknown>>> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

async function readSchemas(connection: DuckDBConnection): Promise<Set<string>> {
  const rows = await readRows(connection, 'SELECT schema_name FROM duckdb_schemas() WHERE NOT internal');
  const names = rows.map((row) => String(row.schema_name)).filter((name) => name !== catalogSchema && name !== 'main');
  return new Set([defaultSchema, ...names]);
}

async function readRelations(connection: DuckDBConnection): Promise<Set<string>> {
  // DuckDB lists the connection's temporary tables, too.
  const ours = `database_name = '${databaseName}' AND NOT internal`;
  const sql = `SELECT schema_name, table_name FROM duckdb_tables() WHERE ${ours}
    UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE ${ours}`;
  const rows = (await readRows(connection, sql)).filter((row) => row.schema_name !== catalogSchema);
  return new Set(
    rows.map((row) =>
      `${row.schema_name === 'main' ? defaultSchema : row.schema_name}.${row.table_name}`.toLowerCase(),
    ),
  );
}

function modelEntry(row: Record<string, unknown>): ModelEntry {
  const description = String(row.description);
  const { function: functionName }: { function: string } = JSON.parse(description);
  return {
    id: Number(row.model_id),
    schema: String(row.schema_name),
    name: String(row.model_name),
    state: row.state === 'READY' || row.state === 'FAILED' ? row.state : 'TRAINING',
    owner: String(row.owner),
    createdAt: String(row.created_at),
    description,
    outcome: row.outcome === null ? undefined : String(row.outcome),
    functionName,
  };
}

function viewEntry(row: Record<string, unknown>): ViewEntry {
  return {
    schema: String(row.schema_name),
    name: String(row.view_name),
    definition: String(row.definition),
    isMaterialized: row.is_materialized === true,
  };
}

function dependency(row: Record<string, unknown>): Dependency {
  const [kind, onKind] = [String(row.object_kind), String(row.on_kind)];
  return {
    object: {
      kind: kind === 'constraint' || isObjectKind(kind) ? kind : 'relation',
      schema: String(row.schema_name),
      name: String(row.object_name),
    },
    on: {
      kind: isObjectKind(onKind) ? onKind : 'relation',
      schema: String(row.on_schema),
      name: String(row.on_name),
    },
    onId: row.on_id === null ? undefined : Number(row.on_id),
  };
}

function sqlFunctions(rows: ReadonlyArray<Record<string, unknown>>): Map<string, SqlFunction[]> {
  const functions = new Map<string, SqlFunction[]>();
  for (const row of rows) {
    const key = `${row.schema_name}.${row.function_name}`;
    const found: SqlFunction = {
      schema: String(row.schema_name),
      signature: String(row.signature),
      argumentCount: JSON.parse(String(row.argument_types)).length,
      returnType: String(row.return_type),
    };
    functions.set(key, [...(functions.get(key) ?? []), found]);
  }
  return functions;
}
