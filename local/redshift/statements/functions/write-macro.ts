import type { DuckDBConnection } from '@duckdb/node-api';
import { macroName } from '../../access/sql-functions.ts';
import { databaseName } from '../../database/duckdb-names.ts';
import { catalogSchema } from '../../database/system-catalog.ts';
import type { QualifiedName } from '../../syntax/token-reader.ts';
import { quoteName } from '../../syntax/tokens.ts';

interface Overload {
  readonly argumentTypes: readonly string[];
  readonly expression: string;
}

/** Makes one DuckDB macro of all functions of a name, or drops it when there are none. */
export async function writeMacro(connection: DuckDBConnection, name: QualifiedName): Promise<void> {
  const reader = await connection.runAndReadAll(
    `SELECT duckdb_expression, duckdb_return_type, duckdb_argument_types FROM ${catalogSchema}.functions
     WHERE schema_name = $1 AND function_name = $2`,
    [name.schema, name.name],
  );
  const overloads = reader.getRows().map(
    ([expression, returnType, types]): Overload => ({
      argumentTypes: JSON.parse(String(types)),
      expression: `CAST(${expression} AS ${returnType})`,
    }),
  );
  const macro = `${databaseName}.main.${quoteName(macroName(name))}`;
  if (overloads.length === 0) {
    await connection.run(`DROP MACRO IF EXISTS ${macro}`);
    return;
  }
  const written = overloads.map((overload) => writeOverload(overload, overloads));
  await connection.run(`CREATE OR REPLACE MACRO ${macro} ${written.join(', ')}`);
}

/** Arguments have a type only where it tells overloads apart, since DuckDB would not take a text for a typed number. */
function writeOverload({ argumentTypes, expression }: Overload, all: readonly Overload[]): string {
  const isAlone = all.filter((other) => other.argumentTypes.length === argumentTypes.length).length === 1;
  const names = argumentTypes.map((type, index) => `redshift_argument_${index + 1}${isAlone ? '' : ` ${type}`}`);
  return `(${names.join(', ')}) AS (${expression})`;
}
