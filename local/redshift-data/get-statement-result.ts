import { ServiceError } from '../aws-json.ts';
import { columnMetadata, encodePage } from './field.ts';
import { operation } from './operation.ts';
import { notFound, ownStatement } from './own-statement.ts';
import { waitUntilEnded } from './statement.ts';

const shape = {
  type: 'structure',
  members: {
    Id: { type: 'string', required: true },
    NextToken: { type: 'string' },
    WaitTimeSeconds: { type: 'integer', least: 1, most: 30 },
  },
} as const;

/** A page's length; AWS tells none. */
const pageBytes = 1024 * 1024;

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_GetStatementResult.html */
export const getStatementResult = operation('GetStatementResult', shape, async (api, principal, input) => {
  const statement = ownStatement(api, principal, 'redshift-data:GetStatementResult', input.Id);
  await waitUntilEnded(statement, input.WaitTimeSeconds);
  const { id, result } = statement;
  if (!result?.hasResultSet) {
    throw notFound('Query does not have result. Please check query status with DescribeStatement.', id);
  }
  const firstRow = input.NextToken === undefined ? 0 : readNextToken(input.NextToken, id, result.rows.length);
  const { records, end } = encodePage(result, firstRow, pageBytes);
  const columns = JSON.stringify(result.columns.map(columnMetadata));
  const next = end < result.rows.length ? `,"NextToken":"${nextToken(id, end)}"` : '';
  return `{"ColumnMetadata":${columns},"Records":${records},"TotalNumRows":${result.rows.length}${next}}`;
});

function nextToken(id: string, row: number): string {
  return Buffer.from(`${id}/${row}`).toString('base64url');
}

function readNextToken(token: string, id: string, rows: number): number {
  const [tokenId, row = ''] = Buffer.from(token, 'base64url').toString().split('/');
  if (tokenId !== id || !/^\d+$/.test(row) || Number(row) >= rows) {
    throw new ServiceError('ValidationException', 'NextToken is invalid.');
  }
  return Number(row);
}
