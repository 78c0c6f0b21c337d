import { randomUUID } from 'node:crypto';
import {
  CancelStatementCommand,
  DescribeStatementCommand,
  type DescribeStatementCommandOutput,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  GetStatementResultCommand,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { hasTime, untilDeadline, waitSeconds } from './deadline.ts';
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

/** Time for the call that cancels, which may start when the caller's own time is up. */
const cancelMs = 500;
/** Nobody is there when a connection takes as long. */
const connectionTimeoutMs = 2_000;

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
  const client = new RedshiftDataClient({ maxAttempts: 1, requestHandler: { connectionTimeout: connectionTimeoutMs } });
  const resilient = createResilience(measure);
  return {
    async query(sql, values, deadline) {
      if (!hasTime(deadline)) throw new PredictionTimedOutError();
      const call = { client, resilient, deadline };
      try {
        const id = await run(call, submission(environment, sql, values), measure);
        const rows = await readRows(call, id);
        measure('Rows', rows.length);
        return rows;
      } catch (error) {
        throw translateError(error);
      }
    },
  };
}

function submission(
  environment: Environment,
  sql: string,
  values: Readonly<Record<string, string>>,
): ExecuteStatementCommandInput {
  const parameters = Object.entries(values).map(([name, value]) => ({ name, value }));
  return {
    WorkgroupName: environment.REDSHIFT_WORKGROUP,
    Database: environment.REDSHIFT_DATABASE,
    Sql: sql,
    // A submit whose reply was lost and that is made again runs once.
    ClientToken: randomUUID(),
    // The API refuses an empty list.
    ...(parameters.length > 0 && { Parameters: parameters }),
  };
}

/** Submits a statement and gives its id once it has finished; measured from the submit until the end is known. */
async function run(call: Call, submitted: ExecuteStatementCommandInput, measure: Measure): Promise<string> {
  const { client, resilient, deadline } = call;
  const begun = performance.now();
  // Later attempts have less time to wait, but a token promises one run to equal requests alone; the deadline cuts them off.
  const submit = new ExecuteStatementCommand({ ...submitted, WaitTimeSeconds: waitSeconds(deadline) });
  const { Id, Status } = await resilient(() => client.send(submit, untilDeadline(deadline)), deadline);
  if (!Id) throw new Error('ExecuteStatement gave no statement id');
  try {
    if (Status !== 'FINISHED') await waitUntilFinished(call, Id);
  } finally {
    measure('StatementTime', Math.round(performance.now() - begun));
  }
  return Id;
}

async function waitUntilFinished(call: Call, id: string): Promise<void> {
  while (hasTime(call.deadline)) {
    const described = await describe(call, id);
    if (described.Status === 'FINISHED') return;
    if (described.Status === 'FAILED' || described.Status === 'ABORTED') throw statementFailed(described);
  }
  throw new PredictionTimedOutError({ cause: await cancel(call.client, id) });
}

async function describe({ client, resilient, deadline }: Call, id: string): Promise<DescribeStatementCommandOutput> {
  try {
    return await resilient(() => {
      const command = new DescribeStatementCommand({ Id: id, WaitTimeSeconds: waitSeconds(deadline) });
      return client.send(command, untilDeadline(deadline));
    }, deadline);
  } catch (error) {
    // Nobody will ask for this statement's rows any more.
    await cancel(client, id);
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

function statementFailed({ Status, Error: text, Id }: DescribeStatementCommandOutput): StatementFailedError {
  return new StatementFailedError(text ?? `Statement ${Id} ended ${Status}`);
}

async function readRows({ client, resilient, deadline }: Call, id: string): Promise<Row[]> {
  const rows: Row[] = [];
  let nextToken: string | undefined;
  do {
    const read = new GetStatementResultCommand({ Id: id, ...(nextToken && { NextToken: nextToken }) });
    const page = await resilient(() => client.send(read, untilDeadline(deadline)), deadline);
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
