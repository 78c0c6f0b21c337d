import {
  BatchExecuteStatementCommand,
  type BatchExecuteStatementCommandInput,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  type Field,
  GetStatementResultCommand,
  type RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { database, workgroup } from './open-data-api.ts';

/** The request members that open the test's database as its admin. */
export const asAdmin = { ...database, SecretArn: workgroup.adminSecretArn };

/** Runs a statement to its end and describes it. */
export async function run(client: RedshiftDataClient, Sql: string, input: Partial<ExecuteStatementCommandInput> = {}) {
  const where = input.SessionId === undefined ? asAdmin : {};
  const { Id } = await client.send(new ExecuteStatementCommand({ ...where, Sql, WaitTimeSeconds: 30, ...input }));
  return client.send(new DescribeStatementCommand({ Id }));
}

/** Runs a batch to its end and describes it. */
export async function runBatch(
  client: RedshiftDataClient,
  Sqls: string[],
  input: Partial<BatchExecuteStatementCommandInput> = {},
) {
  const where = input.SessionId === undefined ? asAdmin : {};
  const { Id } = await client.send(new BatchExecuteStatementCommand({ ...where, Sqls, WaitTimeSeconds: 30, ...input }));
  return client.send(new DescribeStatementCommand({ Id }));
}

/** The values of a statement's rows. */
export async function rowsOf(client: RedshiftDataClient, Id: string | undefined): Promise<unknown[][]> {
  const { Records = [] } = await client.send(new GetStatementResultCommand({ Id }));
  return Records.map((record) => record.map(plainValue));
}

function plainValue(field: Field): unknown {
  return field.isNull ? null : Object.values(field)[0];
}
