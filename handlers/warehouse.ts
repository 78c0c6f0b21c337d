import { randomUUID } from 'node:crypto';
import {
  CancelStatementCommand,
  DescribeStatementCommand,
  type DescribeStatementCommandOutput,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import type { Environment } from './environment.ts';
import {
  PredictionTimedOutError,
  RecourseError,
  StatementFailedError,
  ThrottledError,
  WarehouseUnavailableError,
} from './errors.ts';
import type { Measure } from './observability.ts';
import { createResilience, isThrottled, isUnavailable, type Resilient } from './resilience.ts';
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
const shortestWaitMs = 1_000;
/** Time for the call that cancels, which starts when the caller's own time is up. */
const cancelMs = 1_000;
/** A statement under way: everything that one call of the Data API needs to know. */
interface Call {
  readonly client: RedshiftDataClient;
  readonly resilient: Resilient;
  /** When the caller's time is up, in epoch milliseconds; no call outlives it. */
  readonly deadline: number;
}

/** Opens the warehouse of the environment; the SDK's client is made once and keeps its connections. */
export function openWarehouse(environment: Environment, measure: Measure): Warehouse {
  // Calls are made again here, not by the SDK, which knows neither the deadline nor this API's own throttling.
  const client = new RedshiftDataClient({ maxAttempts: 1 });
  const resilient = createResilience(measure);
  return {
    async query(sql, values, deadline) {
      const call = { client, resilient, deadline };
      try {
        const submitted = performance.now();
        const id = await run(call, environment, sql, values);
        measure('StatementTime', Math.round(performance.now() - submitted));
        const rows = await readRows(call, id);
        measure('Rows', rows.length);
        return rows;
      } catch (error) {
        throw translateError(error);
      }
    },
  };
}

async function run(
  call: Call,
  environment: Environment,
  sql: string,
  values: Readonly<Record<string, string>>,
): Promise<string> {
  const parameters = Object.entries(values).map(([name, value]) => ({ name, value }));
  const submit = new ExecuteStatementCommand({
    WorkgroupName: environment.REDSHIFT_WORKGROUP,
    Database: environment.REDSHIFT_DATABASE,
    Sql: sql,
    WaitTimeSeconds: waitSeconds(call.deadline),
    // A submit whose reply was lost and that is made again runs once.
    ClientToken: randomUUID(),
    // The API refuses an empty list.
    ...(parameters.length > 0 && { Parameters: parameters }),
  });
  const { Id, Status } = await call.resilient(() => call.client.send(submit, untilDeadline(call)), call.deadline);
  if (!Id) throw new Error('ExecuteStatement gave no statement id');
  if (Status !== 'FINISHED') await waitUntilFinished(call, Id);
  return Id;
}

async function waitUntilFinished(call: Call, id: string): Promise<void> {
  while (call.deadline - Date.now() >= shortestWaitMs) {
    const described = await describe(call, id);
    if (described.Status === 'FINISHED') return;
    if (described.Status === 'FAILED' || described.Status === 'ABORTED') throw statementFailed(described);
  }
  throw new PredictionTimedOutError({ cause: await cancel(call.client, id) });
}

async function describe(call: Call, id: string): Promise<DescribeStatementCommandOutput> {
  const command = new DescribeStatementCommand({ Id: id, WaitTimeSeconds: waitSeconds(call.deadline) });
  try {
    return await call.resilient(() => call.client.send(command, untilDeadline(call)), call.deadline);
  } catch (error) {
    // Nobody will ask for this statement's rows any more.
    await cancel(call.client, id);
    throw error;
  }
}

/** Cancels a statement and gives what went wrong with that: the caller's time is up either way. */
async function cancel(client: RedshiftDataClient, id: string): Promise<unknown> {
  try {
    await client.send(new CancelStatementCommand({ Id: id }), { abortSignal: AbortSignal.timeout(cancelMs) });
    return undefined;
  } catch (error) {
    return error;
  }
}

function untilDeadline({ deadline }: Pick<Call, 'deadline'>): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(Math.max(1, deadline - Date.now())) };
}

function statementFailed({ Status, Error: text, Id }: DescribeStatementCommandOutput): StatementFailedError {
  return new StatementFailedError(text ?? `Statement ${Id} ended ${Status}`);
}

function waitSeconds(deadline: number): number {
  return Math.max(1, Math.min(longestWaitSeconds, Math.floor((deadline - Date.now()) / 1000)));
}

async function readRows(call: Call, id: string): Promise<Row[]> {
  const rows: Row[] = [];
  let nextToken: string | undefined;
  do {
    const read = new GetStatementResultCommand({ Id: id, ...(nextToken && { NextToken: nextToken }) });
    const page = await call.resilient(() => call.client.send(read, untilDeadline(call)), call.deadline);
    rows.push(...decodeRows(page.ColumnMetadata ?? [], page.Records ?? []));
    nextToken = page.NextToken;
  } while (nextToken);
  return rows;
}

function translateError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof RecourseError) return error;
  if (error.name === 'AbortError') return new PredictionTimedOutError({ cause: error });
  if (isThrottled(error)) return new ThrottledError({ cause: error });
  if (isUnavailable(error)) return new WarehouseUnavailableError({ cause: error });
  return error;
}
