import { pageOf } from '../../next-token.ts';
import { askCatalog } from '../catalog/ask-catalog.ts';
import { catalogMembers } from '../protocol/request-members.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { ...catalogMembers, SchemaPattern: { type: 'string' }, TablePattern: { type: 'string' } },
} as const;

const sql = `SELECT table_schema, table_name, table_type FROM information_schema.tables
WHERE table_schema LIKE :schema AND table_name LIKE :table ORDER BY table_schema, table_name`;

const types: Readonly<Record<string, string>> = { 'BASE TABLE': 'TABLE', 'LOCAL TEMPORARY': 'LOCAL TEMPORARY' };

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListTables.html */
export const listTables = operation('ListTables', shape, async (api, principal, input) => {
  const parameters = { schema: input.SchemaPattern || '%', table: input.TablePattern || '%' };
  const rows = await askCatalog(api, principal, 'redshift-data:ListTables', input, { sql, parameters });
  const page = pageOf(`ListTables ${JSON.stringify(parameters)}`, rows, input);
  const tables = page.items.map(([schema, name, type]) => ({
    name,
    schema,
    type: tableType(String(schema), String(type)),
  }));
  return JSON.stringify({ Tables: tables, NextToken: page.nextToken });
});

/** The words of JDBC, by which AWS tells what a table is. */
function tableType(schema: string, type: string): string {
  const isSystem = schema === 'pg_catalog' || schema === 'information_schema';
  const name = types[type] ?? type;
  return isSystem ? `SYSTEM ${name}` : name;
}
