import { requireRelation } from '../access/privileges.ts';
import { findObjects } from '../copy/bucket-objects.ts';
import { type CopyStatement, readCopy } from '../copy/copy-options.ts';
import { type LoadError, LoadStoppedError, stageRows, stagingType } from '../copy/stage-rows.ts';
import { readTableColumns, type TableColumn } from '../copy/table-columns.ts';
import type { PooledConnection } from '../database/connections.ts';
import { duckdbName } from '../database/duckdb-names.ts';
import { catalogSchema } from '../database/system-catalog.ts';
import { SqlError, StatementCancelledError } from '../engine.ts';
import { changedRows } from '../results/read-result.ts';
import { quoteName } from '../syntax/tokens.ts';
import type { Call, EngineContext, StatementHandler } from './context.ts';

const stagingTable = 'copy_staging';

/** COPY t FROM 's3://bucket/prefix' CSV: strict, and all rows or none. */
export const copy: StatementHandler = (call, context) => {
  const statement = readCopy(call.reader);
  return context.connections.change(call.run, async (connection) => {
    requireRelation(context.catalog(), call.user, statement.relation, 'insert');
    const columns = await readTableColumns(connection.duckdb, statement.relation, statement.columns);
    const definitions = columns.map((column) => `${quoteName(column.name)} ${stagingType(column)}`);
    await connection.duckdb.run(`CREATE OR REPLACE TEMP TABLE ${stagingTable} (${definitions.join(', ')})`);
    try {
      await stage(statement, columns, call, context, connection);
      const names = columns.map((column) => quoteName(column.name)).join(', ');
      const insert = `INSERT INTO ${duckdbName(statement.relation)} (${names}) SELECT * FROM temp.${stagingTable}`;
      return changedRows((await connection.duckdb.run(insert)).rowsChanged);
    } catch (error) {
      if (!(error instanceof LoadStoppedError)) throw error;
      await keepLoadError(connection, call, context, error.detail);
      const table = statement.relation.name;
      throw new SqlError(
        `ERROR: Load into table '${table}' failed.  Check 'sys_load_error_detail' system table for details.`,
        { cause: error },
      );
    } finally {
      await connection.duckdb.run(`DROP TABLE IF EXISTS temp.${stagingTable}`);
    }
  });
};

async function stage(
  statement: CopyStatement,
  columns: readonly TableColumn[],
  call: Call,
  context: EngineContext,
  connection: PooledConnection,
): Promise<void> {
  const appender = await connection.duckdb.createAppender(stagingTable, 'main', 'temp');
  let before = 0;
  const report = (done: number, total: number) => {
    if (call.run.isCancelled()) throw new StatementCancelledError('COPY was cancelled');
    context.reportProgress({ work: 'copy', name: statement.relation.name, done: before + done, total: before + total });
  };
  try {
    for (const object of findObjects(context.bucketsFolder, statement.bucket, statement.keyPrefix)) {
      before += await stageRows(object, columns, statement.options, appender, report);
    }
  } finally {
    appender.closeSync();
  }
}

async function keepLoadError(connection: PooledConnection, call: Call, context: EngineContext, error: LoadError) {
  await connection.duckdb.run(
    `INSERT INTO ${catalogSchema}.load_errors
     VALUES ($1, nextval('${catalogSchema}.identifiers'), now() AT TIME ZONE 'UTC', $2, $3, $4, $5, $6, $7, $8)`,
    [
      context.catalog().users.get(call.user)?.id ?? null,
      error.file,
      error.line,
      error.column?.name ?? null,
      error.column?.type.toLowerCase() ?? null,
      error.column?.bytes === undefined ? null : String(error.column.bytes),
      error.code,
      error.message,
    ],
  );
}
