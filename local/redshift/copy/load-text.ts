import type { PooledConnection } from '../database/connections.ts';
import { duckdbName } from '../database/duckdb-names.ts';
import { quoteName } from '../syntax/tokens.ts';
import type { Load } from './load.ts';
import type { LoadError } from './load-error.ts';
import { recordParser, type TextFormat } from './record-parser.ts';
import { type ReportRows, stageRows, stagingType } from './stage-rows.ts';

/** No temporary table of a user is called so by chance. */
const stagingTable = 'redshift_copy_staging';

/**
 * Loads text record by record, by way of a temporary table: all that is right, or nothing.
 *
 * @returns number of rows.
 * @throws LoadFailedError when there are as many errors as MAXERROR says.
 */
export async function loadText(
  connection: PooledConnection,
  load: Load,
  format: TextFormat,
  errors: LoadError[],
): Promise<number> {
  const { columns } = load;
  const definitions = columns.map((column) => `${quoteName(column.name)} ${stagingType(column)}`);
  await connection.duckdb.run(`CREATE OR REPLACE TEMP TABLE ${stagingTable} (${definitions.join(', ')})`);
  try {
    const rows = await stage(connection, load, format, errors);
    if (load.options.isDryRun) return rows;
    const names = columns.map((column) => quoteName(column.name)).join(', ');
    const insert = `INSERT INTO ${duckdbName(load.relation)} (${names}) SELECT * FROM temp.${stagingTable}`;
    return (await connection.duckdb.run(insert)).rowsChanged;
  } finally {
    // In a transaction that has failed, its end drops the table.
    await connection.duckdb.run(`DROP TABLE IF EXISTS temp.${stagingTable}`).catch(() => undefined);
  }
}

async function stage(
  connection: PooledConnection,
  load: Load,
  format: TextFormat,
  errors: LoadError[],
): Promise<number> {
  const { columns, options } = load;
  const parse = recordParser(format, columns, load.bucketsFolder);
  const appender = await connection.duckdb.createAppender(stagingTable, 'main', 'temp');
  let before = 0;
  const report: ReportRows = (done, total) => {
    load.requireRunning();
    load.report(before + done, before + total);
  };
  try {
    for (const object of load.objects) {
      load.requireRunning();
      before += await stageRows(object, { columns, options, parse, appender, errors }, report);
    }
    return before;
  } finally {
    appender.closeSync();
  }
}
