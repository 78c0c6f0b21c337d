import { nameKey } from '../access/catalog.ts';
import { requireRelation, requireSchemaUsage } from '../access/privileges.ts';
import type { BucketObject } from '../copy/bucket-objects.ts';
import { type CopyStatement, readCopy } from '../copy/copy-statement.ts';
import { findSources } from '../copy/find-sources.ts';
import type { Load } from '../copy/load.ts';
import { readLoadColumns } from '../copy/load-columns.ts';
import { type LoadError, LoadFailedError } from '../copy/load-error.ts';
import { recordLoad } from '../copy/load-history.ts';
import { loadParquet } from '../copy/load-parquet.ts';
import { loadText } from '../copy/load-text.ts';
import { loadVectorized } from '../copy/load-vectorized.ts';
import { printObjectUrl } from '../copy/object-url.ts';
import type { PooledConnection } from '../database/connections.ts';
import { SqlError, StatementCancelledError } from '../engine.ts';
import { changedRows } from '../results/read-result.ts';
import { rememberTransfer } from '../session/last-transfers.ts';
import type { Call, EngineContext, StatementHandler } from './context.ts';

/**
 * COPY t FROM 's3://bucket/prefix': all rows that are right, or none when there are more errors than MAXERROR allows,
 * https://docs.aws.amazon.com/redshift/latest/dg/r_COPY.html.
 */
export const copy: StatementHandler = (call, context) => {
  const statement = readCopy(call.reader);
  return context.connections.change(call.run, async (connection) => {
    requireTarget(statement, call, context);
    const objects = findSources(statement, context.bucketsFolder, context.bucketRights(statement.options.iamRole));
    const startedAt = new Date();
    const errors: LoadError[] = [];
    const record = (rows: number | undefined) =>
      recordLoad(context.log, { ...describeLoad(statement, call, context), objects, startedAt, rows, errors });
    try {
      const rows = await load(statement, objects, errors, connection, call, context);
      const id = await record(rows);
      if (context.session) await rememberTransfer(connection.duckdb, { last_copy_id: id, last_copy_count: rows });
      return changedRows(rows);
    } catch (error) {
      if (!(error instanceof LoadFailedError)) throw error;
      await record(undefined);
      const table = statement.relation.name;
      throw new SqlError(
        `ERROR: Load into table '${table}' failed.  Check 'sys_load_error_detail' system table for details.`,
        { cause: error },
      );
    }
  });
};

function requireTarget({ relation }: CopyStatement, call: Call, context: EngineContext): void {
  const catalog = context.catalog();
  requireSchemaUsage(catalog, call.user, relation.schema);
  if (!catalog.relations.has(nameKey(relation)))
    throw new SqlError(`ERROR: Cannot COPY into nonexistent table ${relation.name}`);
  requireRelation(catalog, call.user, relation, 'insert');
}

async function load(
  statement: CopyStatement,
  objects: readonly BucketObject[],
  errors: LoadError[],
  connection: PooledConnection,
  call: Call,
  context: EngineContext,
): Promise<number> {
  const { relation, options } = statement;
  const task: Load = {
    relation,
    columns: await readLoadColumns(connection.duckdb, statement),
    objects,
    options,
    bucketsFolder: context.bucketsFolder,
    report: (done, total) => context.reportProgress({ work: 'copy', name: relation.name, done, total }),
    requireRunning: () => {
      if (call.run.isCancelled()) throw new StatementCancelledError('COPY was cancelled');
    },
  };
  if (options.format.kind === 'parquet') return loadParquet(connection, task);
  return (await loadVectorized(connection, task)) ?? loadText(connection, task, options.format, errors);
}

function describeLoad({ relation, source, options }: CopyStatement, call: Call, context: EngineContext) {
  return {
    userId: context.catalog().users.get(call.user)?.id,
    database: call.database,
    table: relation.name,
    source: printObjectUrl(source),
    format:
      options.format.kind === 'csv' || options.format.kind === 'json'
        ? options.format.kind
        : options.format.kind === 'parquet'
          ? 'parquet'
          : 'txt',
  };
}
