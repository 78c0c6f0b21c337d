import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, DuckDBTimestampTZValue } from '@duckdb/node-api';
import { DamagedStateError } from '../../damaged-state.ts';
import type { FindCaller } from '../access/caller.ts';
import { scalarFunctions } from '../functions/scalar-functions.ts';
import { quoteText } from '../syntax/tokens.ts';
import { registerCallerFunctions } from './caller-functions.ts';
import { databaseName } from './duckdb-names.ts';
import { catalogStatements, formatVersion } from './system-catalog.ts';

const fileName = `${databaseName}.duckdb`;

const settings = {
  // Redshift's 7/2 is 3, and NULL sorts as the largest value.
  integer_division: 'true',
  default_null_order: 'postgres',
  memory_limit: '1GB',
  threads: '2',
  // A chain of operators is planned in cubic time, in which DuckDB hears of no interrupt.
  max_expression_depth: '400',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  // Overloads of a SQL function are macros with typed parameters.
  storage_compatibility_version: 'v1.4.0',
};

/**
 * Opens the database file of the folder, or makes it.
 *
 * @param bucketsFolder the only folder whose files DuckDB may read and write, for COPY and UNLOAD; no query of a user
 * names a file.
 * @param findCaller tells its functions who runs a statement.
 * @throws Error saying that the folder is in use when another process has it open.
 */
export async function openDatabase(
  folder: string,
  bucketsFolder: string,
  findCaller: FindCaller,
): Promise<DuckDBInstance> {
  mkdirSync(folder, { recursive: true });
  discardOtherFormat(folder);
  const instance = await openFile(folder);
  const connection = await instance.connect();
  for (const scalarFunction of scalarFunctions()) connection.registerScalarFunction(scalarFunction);
  registerCallerFunctions(connection, findCaller);
  await setTimeZone(connection);
  await connection.run(catalogStatements());
  await closeDoors(connection, bucketsFolder);
  connection.closeSync();
  return instance;
}

/** Redshift's sessions are in UTC, whatever the machine's time zone is; DuckDB's values would be written in that. */
async function setTimeZone(connection: DuckDBConnection): Promise<void> {
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  DuckDBTimestampTZValue.timezoneOffsetInMinutes = 0;
}

/** From here on a statement reaches no other file, no network and no setting. */
async function closeDoors(connection: DuckDBConnection, bucketsFolder: string): Promise<void> {
  await connection.run(`SET allowed_directories = [${quoteText(`${resolve(bucketsFolder)}/`)}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}

async function openFile(folder: string): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(join(folder, fileName), settings);
  } catch (error) {
    const inUse = error instanceof Error && /Could not set lock|being used by another process/.test(error.message);
    if (inUse) throw new Error(`The state folder ${folder} is in use by another process`, { cause: error });
    throw error;
  }
}

/** Names the database file in what DuckDB says of a file that it cannot read; any other error is given back as it is. */
export function asDamage(folder: string, error: unknown): unknown {
  if (!(error instanceof Error) || !/^(IO|Serialization|INTERNAL|FATAL) Error/.test(error.message)) return error;
  return new DamagedStateError(`${join(folder, fileName)} is damaged (${firstLine(error.message)})`, { cause: error });
}

const firstLine = (text: string) => text.split('\n', 1)[0] ?? '';

function discardOtherFormat(folder: string): void {
  const versionFile = join(folder, 'format-version');
  const found = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : undefined;
  if (found === formatVersion) return;
  for (const name of [fileName, `${fileName}.wal`, 'models'])
    rmSync(join(folder, name), { recursive: true, force: true });
  writeFileSync(versionFile, `${formatVersion}\n`);
}
