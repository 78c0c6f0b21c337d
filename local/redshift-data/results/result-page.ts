import { ServiceError } from '../../aws-json.ts';
import type { InputOf } from '../../constraints.ts';
import type { Principal } from '../../iam/iam.ts';
import { nextToken, readNextToken } from '../../next-token.ts';
import type { StatementResult, Value } from '../../redshift/engine.ts';
import type { DataApi } from '../operations/operation.ts';
import { statementId, waitTimeSeconds } from '../protocol/request-members.ts';
import { type NamedStatement, notFound, ownStatement } from '../statements/own-statement.ts';
import { type Execution, waitUntilEnded } from '../statements/statement.ts';
import { columnMetadata } from './field.ts';

/** The request of either operation that gives a result. */
export const resultRequest = {
  type: 'structure',
  members: {
    Id: { ...statementId, required: true },
    NextToken: { type: 'string' },
    WaitTimeSeconds: waitTimeSeconds,
  },
} as const;

/** A page's length: of CSV it is documented, of JSON AWS tells none. */
const pageBytes = 1024 * 1024;

/** A part of a result. */
export interface ResultPage {
  readonly result: StatementResult;
  readonly rows: readonly string[];
  readonly isFirst: boolean;
  /** Serialized members that end the answer, with a comma before. */
  readonly ending: string;
}

/**
 * Takes the page of a result that a request asks for, each row in the text that `encoderOf` makes of it.
 *
 * @throws ServiceError ResourceNotFoundException when there is no result; ValidationException for a batch as a whole and
 * for a result of the other format.
 */
export async function takeResultPage(
  api: DataApi,
  principal: Principal,
  input: InputOf<typeof resultRequest>,
  format: 'JSON' | 'CSV',
  encoderOf: (result: StatementResult) => (row: readonly Value[]) => string,
): Promise<ResultPage> {
  const named = ownStatement(api, principal, 'redshift-data:GetStatementResult', input.Id);
  await waitUntilEnded(named.statement, input.WaitTimeSeconds);
  const { id, result } = withResult(named, format);
  const first = input.NextToken === undefined ? 0 : readNextToken(id, input.NextToken);
  const { rows, end } = fillPage(result.rows, first, encoderOf(result));
  const columns = JSON.stringify(result.columns.map(columnMetadata));
  const next = end < result.rows.length ? `,"NextToken":"${nextToken(id, end)}"` : '';
  const ending = `,"ColumnMetadata":${columns},"TotalNumRows":${result.rows.length}${next}`;
  return { result, rows, isFirst: first === 0, ending };
}

function withResult(
  { statement, execution }: NamedStatement,
  format: 'JSON' | 'CSV',
): Execution & { result: StatementResult } {
  const { executionMode, executions, resultFormat } = statement;
  const asked = execution ?? (executionMode === undefined ? executions[0] : undefined);
  if (!asked) throw invalid('BatchExecuteStatement result can only be retrieved with sub-statement id.');
  const { id, result } = asked;
  if (!result?.hasResultSet) {
    throw notFound('Query does not have result. Please check query status with DescribeStatement.', id);
  }
  if (resultFormat !== format) {
    const operation = resultFormat === 'CSV' ? 'GetStatementResultV2' : 'GetStatementResult';
    throw invalid(`The result of this query is in ${resultFormat} format; use ${operation}.`);
  }
  return { ...asked, result };
}

function fillPage(
  rows: StatementResult['rows'],
  first: number,
  encode: (row: readonly Value[]) => string,
): { readonly rows: string[]; readonly end: number } {
  const page: string[] = [];
  let end = first;
  for (let bytes = 0; end < rows.length; end += 1) {
    const text = encode(rows[end] ?? []);
    bytes += Buffer.byteLength(text);
    // A row that is longer than a page is a page of its own.
    if (bytes > pageBytes && end > first) break;
    page.push(text);
  }
  return { rows: page, end };
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}
