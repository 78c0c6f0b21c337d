import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  type Field,
  GetStatementResultCommand,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';

/** A server that can be killed. */
export interface Warehouse {
  /** Runs a statement as the admin; rejects when it fails, or when the server is gone. */
  rows(sql: string, clientToken?: string): Promise<ReadonlyArray<readonly unknown[]>>;
  /** Runs statements in one transaction; rejects as `rows` does. */
  batch(sqls: readonly string[]): Promise<void>;
  /** As kill -9 does. */
  kill(): Promise<void>;
}

const repository = fileURLToPath(new URL('../../', import.meta.url));
const announced = 'Press Ctrl-C to end.';

/**
 * Starts a server, as `npm run redshift` does, on a folder that may hold what an earlier one left.
 *
 * @throws Error with what the process said when it does not start.
 */
export async function startWarehouse(folder: string): Promise<Warehouse> {
  const args = ['--import', 'tsx', 'commands/redshift.ts', '--folder', folder, '--port', '0'];
  const child = spawn(process.execPath, args, { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const said = await greeting(child);
  const setting = (name: string) => new RegExp(`^ *export ${name}='?([^'\\s]+)`, 'm').exec(said)?.[1] ?? '';
  const client = new RedshiftDataClient({
    endpoint: setting('AWS_ENDPOINT_URL_REDSHIFT_DATA'),
    region: setting('AWS_REGION'),
    credentials: { accessKeyId: setting('AWS_ACCESS_KEY_ID'), secretAccessKey: setting('AWS_SECRET_ACCESS_KEY') },
    maxAttempts: 1,
  });
  const connection = { WorkgroupName: 'default', Database: 'dev', SecretArn: setting('SECRET_ARN') };
  return {
    async rows(sql, ClientToken) {
      const { Id } = await client.send(new ExecuteStatementCommand({ ...connection, Sql: sql, ClientToken }));
      return readRows(client, Id);
    },
    async batch(sqls) {
      const { Id } = await client.send(new BatchExecuteStatementCommand({ ...connection, Sqls: [...sqls] }));
      await untilFinished(client, Id);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
      client.destroy();
    },
  };
}

/** What the process says until it is ready. */
function greeting(child: ChildProcessByStdio<null, Readable, Readable>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (text: string) => {
      said += text;
      if (said.includes(announced)) resolve(said);
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    child.once('close', () => reject(new Error(`The server did not start: ${said.trim()}`)));
  });
}

async function readRows(client: RedshiftDataClient, id: string | undefined): Promise<unknown[][]> {
  if (!(await untilFinished(client, id))) return [];
  const { Records = [] } = await client.send(new GetStatementResultCommand({ Id: id }));
  return Records.map((record) => record.map(plainValue));
}

/** True when there are rows. */
async function untilFinished(client: RedshiftDataClient, id: string | undefined): Promise<boolean> {
  const described = await client.send(new DescribeStatementCommand({ Id: id, WaitTimeSeconds: 30 }));
  const { Status, Error: error, QueryString = 'A batch', HasResultSet } = described;
  if (Status !== 'FINISHED') throw new Error(`${QueryString.slice(0, 80)}: ${error ?? Status}`);
  return HasResultSet === true;
}

function plainValue({ stringValue, longValue, doubleValue, booleanValue }: Field): unknown {
  return stringValue ?? longValue ?? doubleValue ?? booleanValue ?? null;
}
