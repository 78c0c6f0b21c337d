import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  DescribeStatementCommand,
  ExecuteStatementCommand,
  type Field,
  GetStatementResultCommand,
  RedshiftDataClient,
  type RedshiftDataClientConfig,
} from '@aws-sdk/client-redshift-data';
import { renderSql } from '../../sql/render.ts';

const sqlFolder = fileURLToPath(new URL('../../sql/', import.meta.url));

/** A row of an administrator's query, by column name. */
export type AdminRow = Readonly<Record<string, string | number | boolean | null>>;

/** Runs the files of `sql/` as the database's administrator. */
export interface AdminWarehouse {
  /**
   * Runs one file with its settings and bound values and gives its rows.
   *
   * @throws Error with the file's name and the database's text.
   */
  run(
    file: string,
    settings?: Readonly<Record<string, string | number>>,
    values?: Readonly<Record<string, string>>,
  ): Promise<AdminRow[]>;
}

/** Where the administrator's statements go and the settings that all of them share. */
export interface AdminWarehouseOptions {
  readonly client: RedshiftDataClientConfig;
  readonly workgroup: string;
  readonly database: string;
  readonly adminSecretArn: string;
  readonly settings: Readonly<Record<string, string | number>>;
}

/** The text of a file of `sql/`, e.g. `tables/schema.sql`. */
export function sqlText(file: string): string {
  return readFileSync(`${sqlFolder}${file}`, 'utf8');
}

/** Opens the warehouse for an administrator. */
export function openAdminWarehouse(options: AdminWarehouseOptions): AdminWarehouse {
  const client = new RedshiftDataClient(options.client);
  return {
    async run(file, settings = {}, values = {}) {
      const parameters = Object.entries(values).map(([name, value]) => ({ name, value }));
      const { Id } = await client.send(
        new ExecuteStatementCommand({
          WorkgroupName: options.workgroup,
          Database: options.database,
          SecretArn: options.adminSecretArn,
          Sql: renderSql(sqlText(file), { ...options.settings, ...settings }),
          ...(parameters.length > 0 && { Parameters: parameters }),
        }),
      );
      if (!Id) throw new Error(`sql/${file}: ExecuteStatement gave no statement id`);
      return (await finished(client, Id, file)) ? readRows(client, Id) : [];
    },
  };
}

/** Waits for the statement's end; true when it has rows. */
async function finished(client: RedshiftDataClient, id: string, file: string): Promise<boolean> {
  for (;;) {
    const {
      Status,
      Error: text,
      HasResultSet,
    } = await client.send(new DescribeStatementCommand({ Id: id, WaitTimeSeconds: 30 }));
    if (Status === 'FINISHED') return HasResultSet === true;
    if (Status === 'FAILED' || Status === 'ABORTED') throw new Error(`sql/${file}: ${text ?? Status}`);
  }
}

async function readRows(client: RedshiftDataClient, id: string): Promise<AdminRow[]> {
  const { ColumnMetadata = [], Records = [] } = await client.send(new GetStatementResultCommand({ Id: id }));
  return Records.map((record) =>
    Object.fromEntries(record.map((field, index) => [ColumnMetadata[index]?.name ?? '', plainValue(field)])),
  );
}

function plainValue(field: Field): AdminRow[string] {
  return field.stringValue ?? field.longValue ?? field.doubleValue ?? field.booleanValue ?? null;
}
