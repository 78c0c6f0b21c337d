import { pageOf } from '../../next-token.ts';
import { askCatalog } from '../catalog/ask-catalog.ts';
import { catalogColumn } from '../catalog/catalog-column.ts';
import { catalogMembers } from '../protocol/request-members.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { ...catalogMembers, Schema: { type: 'string' }, Table: { type: 'string' } },
} as const;

const sql = `SELECT table_schema, table_name, column_name, data_type, is_nullable, column_default,
  character_maximum_length, numeric_precision, numeric_scale FROM information_schema.columns
WHERE table_schema LIKE :schema AND table_name LIKE :table ORDER BY table_schema, table_name, ordinal_position`;

/**
 * Tells the columns of a table, or of all that the patterns Schema and Table match.
 *
 * https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeTable.html
 */
export const describeTable = operation('DescribeTable', shape, async (api, principal, input) => {
  const parameters = { schema: input.Schema || '%', table: input.Table || '%' };
  const rows = await askCatalog(api, principal, 'redshift-data:DescribeTable', input, { sql, parameters });
  const page = pageOf(`DescribeTable ${JSON.stringify(parameters)}`, rows, input);
  return JSON.stringify({
    TableName: input.Table,
    ColumnList: page.items.map(catalogColumn),
    NextToken: page.nextToken,
  });
});
