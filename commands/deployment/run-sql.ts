import {
  DescribeStatementCommand,
  ExecuteStatementCommand,
  type Field,
  GetStatementResultCommand,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { sqlFile } from '../../infra/training/sql-file.ts';
import type { Deployment } from './deployment.ts';

/** A row, by column name. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** A statement that the database refused; its message is the file's name and the database's text. */
export class StatementError extends Error {
  override readonly name = 'StatementError';
}

/**
 * Runs a file of `sql/` as the database's administrator and gives its rows, at most one page of them.
 *
 * @throws StatementError.
 */
export async function runSql(deployment: Deployment, file: string): Promise<Row[]> {
  return runStatement(deployment, sqlFile(file, { schema: deployment.settings.schema }), `sql/${file}`);
}

/**
 * Runs a statement as the database's administrator and gives its rows, at most one page of them.
 *
 * @param name is what messages call it.
 * @throws StatementError.
 */
export async function runStatement(
  { client: config, output }: Pick<Deployment, 'client' | 'output'>,
  sql: string,
  name = sql,
): Promise<Row[]> {
  const client = new RedshiftDataClient(config);
  const { Id } = await client.send(
    new ExecuteStatementCommand({
      WorkgroupName: output('WorkgroupName'),
      Database: output('DatabaseName'),
      SecretArn: output('AdminSecretArn'),
      Sql: sql,
    }),
  );
  return (await finish(client, Id, name)) ? readRows(client, Id) : [];
}

/** Waits for the statement's end; true when it has rows. */
async function finish(client: RedshiftDataClient, Id: string | undefined, name: string): Promise<boolean> {
  for (;;) {
    const look = new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 });
    const { Status, Error: text, HasResultSet } = await client.send(look);
    if (Status === 'FINISHED') return HasResultSet === true;
    if (Status === 'FAILED' || Status === 'ABORTED') throw new StatementError(`${name}: ${text ?? Status}`);
  }
}

async function readRows(client: RedshiftDataClient, Id: string | undefined): Promise<Row[]> {
  const { ColumnMetadata = [], Records = [] } = await client.send(new GetStatementResultCommand({ Id }));
  return Records.map((record) =>
    Object.fromEntries(record.map((field, index) => [ColumnMetadata[index]?.name ?? '', plainValue(field)])),
  );
}

function plainValue(field: Field): Row[string] {
  return field.stringValue ?? field.longValue ?? field.doubleValue ?? field.booleanValue ?? null;
}
