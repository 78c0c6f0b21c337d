import { requireRelation } from '../access/privileges.ts';
import { requireTable } from '../access/require-table.ts';
import { duckdbName } from '../database/duckdb-names.ts';
import { changedRows } from '../results/read-result.ts';
import type { StatementHandler } from './context.ts';

/** TRUNCATE [TABLE] t. */
export const truncate: StatementHandler = (call, context) => {
  call.reader.expect('truncate');
  call.reader.take('table');
  const relation = call.reader.qualifiedName();
  if (!call.reader.atEnd()) call.reader.fail();
  return context.connections.change(call.run, async (connection) => {
    requireRelation(context.catalog(), call.user, relation, 'truncate', 'truncate table');
    requireTable(context.catalog(), relation, 'truncate');
    await connection.duckdb.run(`DELETE FROM ${duckdbName(relation)}`);
    return changedRows(0);
  });
};
