import type { DuckDBConnection } from '@duckdb/node-api';

/** What a session's connection remembers of its last COPY and UNLOAD. */
export interface LastTransfers {
  readonly last_copy_id: number;
  readonly last_copy_count: number;
  readonly last_unload_count: number;
}

/** Functions that tell it, https://docs.aws.amazon.com/redshift/latest/dg/PG_LAST_COPY_ID.html. */
export const lastTransferMacros = `
CREATE OR REPLACE MACRO pg_last_copy_id() AS coalesce(CAST(getvariable('last_copy_id') AS INTEGER), -1);
CREATE OR REPLACE MACRO pg_last_copy_count() AS coalesce(CAST(getvariable('last_copy_count') AS BIGINT), 0);
CREATE OR REPLACE MACRO pg_last_unload_count() AS coalesce(CAST(getvariable('last_unload_count') AS BIGINT), 0);
`;

/** Lets the functions answer on this connection, which is a session's own. */
export async function rememberTransfer(connection: DuckDBConnection, transfer: Partial<LastTransfers>): Promise<void> {
  for (const [name, value] of Object.entries(transfer)) await connection.run(`SET VARIABLE ${name} = ${value}`);
}
