import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeStatementCommand,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  GetStatementResultCommand,
  type RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';

/**
 * Submits a statement, asks whether it has ended until it has, and reads its rows.
 *
 * @param pauses Milliseconds between two questions, one after the other.
 * @returns how many rows there are.
 */
export async function runByPolling(
  client: RedshiftDataClient,
  statement: ExecuteStatementCommandInput,
  pauses: Iterable<number>,
): Promise<number> {
  const { Id } = await client.send(new ExecuteStatementCommand(statement));
  for (const pause of pauses) {
    const { Status, Error: text } = await client.send(new DescribeStatementCommand({ Id }));
    if (Status === 'FINISHED') break;
    if (Status === 'FAILED' || Status === 'ABORTED') throw new Error(`The statement ended as ${Status}: ${text}`);
    await sleep(pause);
  }
  return countRows(client, Id);
}

/** Reads a statement's result to its last page. */
export async function countRows(client: RedshiftDataClient, id: string | undefined): Promise<number> {
  let rows = 0;
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetStatementResultCommand({ Id: id, ...(nextToken && { NextToken: nextToken }) }),
    );
    rows += page.Records?.length ?? 0;
    nextToken = page.NextToken;
  } while (nextToken);
  return rows;
}
