import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  DescribeStatementCommand,
  ExecuteStatementCommand,
  type Field,
  GetStatementResultCommand,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { asAdmin, database, type ServedWarehouse } from '../running/serve-warehouse.ts';

/** A server that can be killed. */
export interface Warehouse {
  /** Runs a statement as the admin; rejects when it fails, or when the server is gone. */
  rows(sql: string): Promise<ReadonlyArray<readonly unknown[]>>;
  /** As kill -9 does. */
  kill(): Promise<void>;
}

/**
 * Starts a server in a process of its own on folders that may hold what an earlier one left.
 *
 * @throws Error with what the process said when it does not start.
 */
export async function startWarehouse(folder: string, bucketsFolder: string): Promise<Warehouse> {
  const script = fileURLToPath(new URL('./warehouse-process.ts', import.meta.url));
  const child = fork(script, [folder, bucketsFolder], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const ended = once(child, 'exit');
  const started = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
  if (!started) throw new Error(`The server did not start: ${complaint.trim()}`);
  const { url, credentials } = started[0] as ServedWarehouse;
  const client = new RedshiftDataClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 });
  return {
    rows: (sql) => runStatement(client, sql),
    async kill() {
      child.kill('SIGKILL');
      await ended;
      client.destroy();
    },
  };
}

async function runStatement(client: RedshiftDataClient, sql: string): Promise<unknown[][]> {
  const request = { ...database, ...asAdmin, Sql: sql, WaitTimeSeconds: 30 };
  const { Id } = await client.send(new ExecuteStatementCommand(request));
  const {
    Status,
    Error: error,
    HasResultSet,
  } = await client.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }));
  if (Status !== 'FINISHED') throw new Error(`${sql.slice(0, 80)}: ${error ?? Status}`);
  if (!HasResultSet) return [];
  const { Records = [] } = await client.send(new GetStatementResultCommand({ Id }));
  return Records.map((record) => record.map(plainValue));
}

function plainValue({ stringValue, longValue, doubleValue, booleanValue }: Field): unknown {
  return stringValue ?? longValue ?? doubleValue ?? booleanValue ?? null;
}
