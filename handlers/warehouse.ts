import {
  CancelStatementCommand,
  DescribeStatementCommand,
  type DescribeStatementCommandOutput,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import type { Environment } from './environment.ts';
import { PredictionTimedOutError, StatementFailedError, ThrottledError, WarehouseUnavailableError } from './errors.ts';
import { decodeRows, type Row } from './rows.ts';

/** The warehouse as the handlers see it: one statement in, its rows out. */
export interface Warehouse {
  /**
   * Runs one statement with values bound to its `:names`; `deadline` is in epoch milliseconds.
   *
   * @throws StatementFailedError with the database's text, ThrottledError, WarehouseUnavailableError, PredictionTimedOutError.
   */
  query(sql: string, values: Readonly<Record<string, string>>, deadline: number): Promise<Row[]>;
}

/** Longest wait in one call; the Data API allows 30 s, the rest is for the way there and back. */
const longestWaitSeconds = 20;
const throttlingErrors = [
  'ThrottlingException',
  'ActiveStatementsExceededException',
  'ActiveSessionsExceededException',
  'ActiveWaitingRequestsExceededException',
];

/** Opens the warehouse of the environment; the SDK's client is made once and keeps its connections. */
export function openWarehouse(environment: Environment): Warehouse {
  const client = new RedshiftDataClient({ maxAttempts: 3, requestHandler: { requestTimeout: 35_000 } });
  return {
    async query(sql, values, deadline) {
      const id = await translateErrors(() => submit(client, environment, sql, values, deadline));
      return translateErrors(() => readRows(client, id));
    },
  };
}

async function submit(
  client: RedshiftDataClient,
  environment: Environment,
  sql: string,
  values: Readonly<Record<string, string>>,
  deadline: number,
): Promise<string> {
  const parameters = Object.entries(values).map(([name, value]) => ({ name, value }));
  const submitted = await client.send(
    new ExecuteStatementCommand({
      WorkgroupName: environment.REDSHIFT_WORKGROUP,
      Database: environment.REDSHIFT_DATABASE,
      Sql: sql,
      WaitTimeSeconds: waitSeconds(deadline),
      // The API refuses an empty list.
      ...(parameters.length > 0 && { Parameters: parameters }),
    }),
  );
  if (!submitted.Id) throw new Error('ExecuteStatement gave no statement id');
  if (submitted.Status !== 'FINISHED') await waitUntilFinished(client, submitted.Id, deadline);
  return submitted.Id;
}

async function waitUntilFinished(client: RedshiftDataClient, id: string, deadline: number): Promise<void> {
  while (Date.now() < deadline) {
    const described = await client.send(
      new DescribeStatementCommand({ Id: id, WaitTimeSeconds: waitSeconds(deadline) }),
    );
    if (described.Status === 'FINISHED') return;
    if (described.Status === 'FAILED' || described.Status === 'ABORTED') throw statementFailed(described);
  }
  await client.send(new CancelStatementCommand({ Id: id }));
  throw new PredictionTimedOutError();
}

function statementFailed({ Status, Error: text, Id }: DescribeStatementCommandOutput): StatementFailedError {
  return new StatementFailedError(text ?? `Statement ${Id} ended ${Status}`);
}

function waitSeconds(deadline: number): number {
  return Math.max(1, Math.min(longestWaitSeconds, Math.floor((deadline - Date.now()) / 1000)));
}

async function readRows(client: RedshiftDataClient, id: string): Promise<Row[]> {
  const rows: Row[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetStatementResultCommand({ Id: id, ...(nextToken && { NextToken: nextToken }) }),
    );
    rows.push(...decodeRows(page.ColumnMetadata ?? [], page.Records ?? []));
    nextToken = page.NextToken;
  } while (nextToken);
  return rows;
}

async function translateErrors<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translateError(error);
  }
}

function translateError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (throttlingErrors.includes(error.name)) return new ThrottledError({ cause: error });
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  const unreachable =
    error.name === 'TimeoutError' ||
    ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code));
  if (unreachable || (status !== undefined && status >= 500)) return new WarehouseUnavailableError({ cause: error });
  return error;
}
