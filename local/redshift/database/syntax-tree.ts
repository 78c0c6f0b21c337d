import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '../syntax/tokens.ts';

/**
 * DuckDB's syntax tree of a query, as its `json_serialize_sql` gives it.
 *
 * @see https://duckdb.org/docs/stable/data/json/sql_to_and_from_json
 */
export async function readSyntaxTree(connection: DuckDBConnection, sql: string): Promise<unknown> {
  return parseExactly(await scalar(connection, `json_serialize_sql(${quoteText(sql)})`));
}

/** A syntax tree as a query again. */
export async function writeSyntaxTree(connection: DuckDBConnection, tree: unknown): Promise<string> {
  return scalar(connection, `json_deserialize_sql(${quoteText(printExactly(tree))}::JSON)`);
}

/** Numbers beyond 2^53 are texts with a mark meanwhile, since JavaScript would round them. */
function parseExactly(json: string): unknown {
  return JSON.parse(
    json.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}/g, (token) => (token.startsWith('"') ? token : `"\\u0001${token}"`)),
  );
}

function printExactly(value: unknown): string {
  return JSON.stringify(value).replace(/"\\u0001(-?\d+)"/g, '$1');
}

async function scalar(connection: DuckDBConnection, expression: string): Promise<string> {
  const reader = await connection.runAndReadAll(`SELECT ${expression}`);
  return String(reader.getRows()[0]?.[0]);
}
