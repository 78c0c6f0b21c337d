import {
  DescribeTableCommand,
  type DescribeTableCommandInput,
  ListDatabasesCommand,
  ListSchemasCommand,
  ListTablesCommand,
  type ListTablesCommandInput,
  paginateDescribeTable,
  paginateListSchemas,
  paginateListTables,
} from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from '../redshift/engine-under-test.ts';
import { database, type OpenDataApi, openDataApi } from './open-data-api.ts';
import { asAdmin, run } from './run.ts';

let warehouse: EngineUnderTest;
let api: OpenDataApi;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  api = await openDataApi(warehouse.engine);
  const client = api.client('operator');
  for (const sql of [
    'CREATE SCHEMA sales',
    'CREATE SCHEMA sales_old',
    'CREATE TABLE sales.orders (id BIGINT NOT NULL, name VARCHAR(64), price NUMERIC(10,2) DEFAULT 0.5, good BOOLEAN)',
    'CREATE TABLE sales.items (id INTEGER)',
    'CREATE TABLE sales_old.orders (id INTEGER)',
    'CREATE VIEW sales.cheap AS SELECT id FROM sales.orders WHERE price < 1',
    'CREATE USER "IAMR:open" PASSWORD DISABLE',
    'GRANT USAGE ON SCHEMA sales TO "IAMR:open"',
    'GRANT SELECT ON sales.orders TO "IAMR:open"',
  ]) {
    expect(await run(client, sql)).toMatchObject({ Status: 'FINISHED' });
  }
});
afterAll(async () => {
  await api.close();
  await warehouse.discard();
});

const client = () => api.client('operator');
const listTables = async (input: Partial<ListTablesCommandInput> = {}) =>
  (await client().send(new ListTablesCommand({ ...asAdmin, ...input }))).Tables ?? [];
const describeTable = (input: Partial<DescribeTableCommandInput> = {}) =>
  client().send(new DescribeTableCommand({ ...asAdmin, ...input }));

describe('ListDatabases', () => {
  it('tells the database of the workgroup', async () => {
    expect(await client().send(new ListDatabasesCommand(asAdmin))).toMatchObject({ Databases: ['recourse'] });
  });
});

describe('ListSchemas', () => {
  it('tells the schemas that a pattern matches', async () => {
    const all = await client().send(new ListSchemasCommand(asAdmin));
    const some = await client().send(new ListSchemasCommand({ ...asAdmin, SchemaPattern: 'sales%' }));

    expect(all.Schemas).toEqual(expect.arrayContaining(['information_schema', 'pg_catalog', 'public', 'sales']));
    expect(all.Schemas?.join()).not.toContain('redshift_catalog');
    expect(some.Schemas).toEqual(['sales', 'sales_old']);
  });

  it('comes in pages', async () => {
    const pages: unknown[] = [];
    for await (const { Schemas } of paginateListSchemas(
      { client: client(), pageSize: 1 },
      { ...asAdmin, SchemaPattern: 's%' },
    )) {
      pages.push(Schemas);
    }

    expect(pages).toEqual([['sales'], ['sales_old']]);
  });
});

describe('ListTables', () => {
  it('tells the tables and views that patterns of schema and name match', async () => {
    expect(await listTables({ SchemaPattern: 'sales' })).toEqual([
      { schema: 'sales', name: 'cheap', type: 'VIEW' },
      { schema: 'sales', name: 'items', type: 'TABLE' },
      { schema: 'sales', name: 'orders', type: 'TABLE' },
    ]);
    expect(await listTables({ TablePattern: '_rders' })).toMatchObject([{ schema: 'sales' }, { schema: 'sales_old' }]);
    expect(await listTables({ SchemaPattern: 'sales_old', TablePattern: 'items' })).toEqual([]);
  });

  it('comes in pages, whose tokens are of this list alone', async () => {
    const request = { ...asAdmin, SchemaPattern: 'sales' };
    const names: unknown[] = [];
    for await (const { Tables = [] } of paginateListTables({ client: client(), pageSize: 2 }, { ...request })) {
      names.push(Tables.map(({ name }) => name));
    }

    expect(names).toEqual([['cheap', 'items'], ['orders']]);
    const { NextToken } = await client().send(new ListTablesCommand({ ...request, MaxResults: 1 }));
    await expect(listTables({ SchemaPattern: 'sales_old', NextToken })).rejects.toThrow('NextToken is invalid.');
  });

  it('tells a caller what its own database user may see', async () => {
    const { Tables = [] } = await api
      .client('open')
      .send(new ListTablesCommand({ ...database, SchemaPattern: 'sales%' }));

    expect(Tables).toEqual([{ schema: 'sales', name: 'orders', type: 'TABLE' }]);
  });
});

describe('DescribeTable', () => {
  it('tells the columns of a table', async () => {
    const { TableName, ColumnList } = await describeTable({ Schema: 'sales', Table: 'orders' });

    expect(TableName).toBe('orders');
    expect(ColumnList).toMatchObject([
      { name: 'id', typeName: 'int8', nullable: 0, isSigned: true, schemaName: 'sales', tableName: 'orders' },
      { name: 'name', typeName: 'varchar', nullable: 1, length: 64, isSigned: false },
      { name: 'price', typeName: 'numeric', precision: 10, scale: 2, columnDefault: expect.stringContaining('0.5') },
      { name: 'good', typeName: 'bool' },
    ]);
  });

  it('tells those of every table that the patterns match, in pages', async () => {
    const request = { ...asAdmin, Schema: 'sales%', Table: 'orders' };
    const columns: unknown[] = [];
    for await (const { ColumnList = [] } of paginateDescribeTable({ client: client(), pageSize: 2 }, request)) {
      columns.push(ColumnList.map(({ schemaName, name }) => `${schemaName}.${name}`));
    }

    expect(columns).toEqual([['sales.id', 'sales.name'], ['sales.price', 'sales.good'], ['sales_old.id']]);
  });

  it('tells nothing of what is not there', async () => {
    expect((await describeTable({ Table: 'absent' })).ColumnList).toEqual([]);
  });
});

describe('the catalog of a database', () => {
  it('that is not there cannot be reached', async () => {
    await expect(listTables({ Database: 'other' })).rejects.toMatchObject({
      name: 'DatabaseConnectionException',
      message: 'FATAL: database "other" does not exist',
      $metadata: { httpStatusCode: 500 },
    });
    await expect(listTables({ Database: 'other', ConnectedDatabase: 'recourse' })).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'ERROR: database "other" does not exist',
    });
    expect(await listTables({ ConnectedDatabase: 'recourse', TablePattern: 'items' })).toHaveLength(1);
  });

  it.each([
    ['ListDatabases', new ListDatabasesCommand(database)],
    ['ListSchemas', new ListSchemasCommand(database)],
    ['ListTables', new ListTablesCommand(database)],
    ['DescribeTable', new DescribeTableCommand(database)],
  ])('is denied to a role without the right to %s in its workgroup', async (action, command) => {
    await expect(api.client('caller').send(command as ListTablesCommand)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        `not authorized to perform: redshift-data:${action} on resource: arn:aws:redshift-serverless:`,
      ),
    });
  });
});
