import {
  CancelStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
} from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from '../redshift/engine-under-test.ts';
import { database, type OpenDataApi, openDataApi, workgroup } from './open-data-api.ts';

let warehouse: EngineUnderTest;
let api: OpenDataApi;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  api = await openDataApi(warehouse.engine);
});
afterAll(async () => {
  await api.close();
  await warehouse.discard();
});

/** Runs a statement to its end, as the admin unless told who. */
async function run(sql: string, parameters: Record<string, string> = {}, role = 'operator') {
  const client = api.client(role);
  const Parameters = Object.entries(parameters).map(([name, value]) => ({ name, value }));
  const { Id } = await client.send(
    new ExecuteStatementCommand({
      ...database,
      Sql: sql,
      WaitTimeSeconds: 30,
      ...(Parameters.length > 0 && { Parameters }),
      ...(role === 'operator' && { SecretArn: workgroup.adminSecretArn }),
    }),
  );
  return { client, Id, described: await client.send(new DescribeStatementCommand({ Id })) };
}

describe('the Data API on the real engine', () => {
  it('binds values, however they look, and gives the rows back', async () => {
    const text = "'; DROP TABLE loans; --";
    await run('CREATE TABLE loans (id INTEGER, name VARCHAR(64), rate FLOAT8, good BOOLEAN)');
    const inserted = await run('INSERT INTO loans VALUES (:id, :name, :rate, :good)', {
      id: '1',
      name: text,
      rate: '0.5',
      good: 'true',
    });
    expect(inserted.described).toMatchObject({ Status: 'FINISHED', HasResultSet: false, ResultRows: 1 });

    const { client, Id } = await run('SELECT id, name, rate, good FROM loans WHERE name = :name', { name: text });

    expect(await client.send(new GetStatementResultCommand({ Id }))).toMatchObject({
      TotalNumRows: 1,
      Records: [[{ longValue: 1 }, { stringValue: text }, { doubleValue: 0.5 }, { booleanValue: true }]],
      ColumnMetadata: [
        { typeName: 'int4', schemaName: '', tableName: 'loans' },
        { typeName: 'varchar', tableName: 'loans' },
        { typeName: 'float8', tableName: 'loans' },
        { typeName: 'bool', tableName: 'loans' },
      ],
    });
  });

  it('fails a statement in Redshift’s words, also for want of a grant to the caller’s own user', async () => {
    expect((await run('SELECT * FROM absent')).described).toMatchObject({
      Status: 'FAILED',
      Error: expect.stringMatching(/^ERROR: relation "absent" does not exist/),
    });
    await run('CREATE TABLE guarded (id INTEGER)');
    expect((await run('SELECT * FROM guarded', {}, 'caller')).described).toMatchObject({
      Status: 'FAILED',
      Error: expect.stringContaining('permission denied for relation guarded'),
      DbUser: 'IAMR:caller',
    });
  });

  it('takes every value as text: there is no NULL among parameters', async () => {
    const { client, Id } = await run('SELECT :a, :a IS NULL', { a: 'null' });

    expect((await client.send(new GetStatementResultCommand({ Id }))).Records).toEqual([
      [{ stringValue: 'null' }, { booleanValue: false }],
    ]);
  });

  it('fails a statement whose parameter was not given', async () => {
    expect((await run('SELECT :absent')).described).toMatchObject({
      Status: 'FAILED',
      Error: expect.stringContaining('syntax error at or near ":"'),
    });
  });

  it('answers others while a long statement runs, which a cancellation stops', async () => {
    const numbers = Array.from({ length: 1_000 }, (_, index) => `(${index})`).join(',');
    await run('CREATE TABLE numbers (n INTEGER)');
    await run(`INSERT INTO numbers VALUES ${numbers}`);
    const client = api.client('operator');
    const long = 'SELECT COUNT(*) FROM numbers a, numbers b, numbers c, numbers d WHERE a.n * b.n = c.n * d.n + 1';
    const { Id } = await client.send(
      new ExecuteStatementCommand({ ...database, Sql: long, SecretArn: workgroup.adminSecretArn }),
    );

    expect((await run('SELECT COUNT(*) FROM numbers')).described).toMatchObject({ Status: 'FINISHED' });
    expect(await client.send(new DescribeStatementCommand({ Id }))).toMatchObject({ Status: 'STARTED' });
    expect(await client.send(new CancelStatementCommand({ Id }))).toMatchObject({ Status: true });

    const described = await client.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }));
    expect(described).toMatchObject({ Status: 'ABORTED', HasResultSet: false });
    expect((await run('SELECT COUNT(*) FROM numbers')).described).toMatchObject({ Status: 'FINISHED' });
  });
});
