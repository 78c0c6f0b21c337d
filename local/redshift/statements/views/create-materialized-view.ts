import { SqlError } from '../../engine.ts';
import { findSchema } from '../../session/search-path.ts';
import { readQuery } from '../../syntax/read-query.ts';
import { readNewQualifiedName } from '../../syntax/reserved-words.ts';
import type { TokenReader } from '../../syntax/token-reader.ts';
import { readTableAttributes } from '../../tables/read-attributes.ts';
import { rewriteRelations } from '../../views/rewrite-relations.ts';
import type { StatementHandler } from '../context.ts';
import { fillNewTable } from '../tables/fill-new-table.ts';
import { keepView } from './keep-view.ts';

/**
 * CREATE MATERIALIZED VIEW v [BACKUP ...] [attributes] [AUTO REFRESH NO] AS query: a table that REFRESH MATERIALIZED VIEW
 * fills anew, https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html.
 */
export const createMaterializedView: StatementHandler = (call, context) => {
  call.reader.expect('create', 'materialized', 'view');
  const relation = readNewQualifiedName(call.reader);
  const attributes = readTableAttributes(call.reader);
  readAutoRefresh(call.reader);
  call.reader.expect('as');
  const start = call.reader.peek()?.start ?? 0;
  const query = readQuery(call.reader);
  const definition = call.sql.slice(start).replace(/[;\s]*$/, '');
  return fillNewTable(call, context, { relation, columnNames: [], attributes, query }, async (writer, plan) => {
    if (plan.parameterNames.length > 0) throw new SqlError('ERROR: a view cannot have parameters');
    const catalog = context.catalog();
    const sql = await rewriteRelations(writer.connection.duckdb, plan.sql, (name) =>
      findSchema(catalog, call.path, name),
    );
    await keepView(writer, { ...relation, definition, isMaterialized: true }, sql, plan);
  });
};

function readAutoRefresh(reader: TokenReader): void {
  if (!reader.take('auto', 'refresh')) return;
  if (reader.take('yes')) throw new SqlError('ERROR: AUTO REFRESH YES is not supported by the local engine');
  reader.expect('no');
}
