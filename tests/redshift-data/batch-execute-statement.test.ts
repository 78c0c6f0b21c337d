import {
  BatchExecuteStatementCommand,
  CancelStatementCommand,
  DescribeStatementCommand,
  GetStatementResultCommand,
  type RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from '../redshift/engine-under-test.ts';
import { database, type OpenDataApi, openDataApi } from './open-data-api.ts';
import { asAdmin, rowsOf, run, runBatch } from './run.ts';
import { type ScriptedEngine, scriptedEngine } from './scripted-engine.ts';

let warehouse: EngineUnderTest;
let api: OpenDataApi;
let client: RedshiftDataClient;
let engine: ScriptedEngine;
let scripted: OpenDataApi;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  api = await openDataApi(warehouse.engine);
  client = api.client('operator');
  engine = scriptedEngine();
  for (const sql of ['BEGIN', 'COMMIT', 'ROLLBACK'])
    engine.answer(sql, { columns: [], rows: [], hasResultSet: false, rowCount: 0 });
  scripted = await openDataApi(engine);
});
afterAll(async () => {
  await api.close();
  await scripted.close();
  await warehouse.discard();
});

const countOf = async (table: string) =>
  (await rowsOf(client, (await run(client, `SELECT COUNT(*) FROM ${table}`)).Id))[0];

describe('a batch in a transaction', () => {
  it('commits all of its statements, each with its own id, status and result', async () => {
    const described = await runBatch(client, [
      'CREATE TABLE paid (id INTEGER)',
      'INSERT INTO paid VALUES (1), (2)',
      'SELECT id FROM paid ORDER BY id',
      'SELECT COUNT(*) FROM paid',
    ]);

    const { Id, SubStatements = [] } = described;
    expect(described).toMatchObject({
      Status: 'FINISHED',
      ExecutionMode: 'TRANSACTION',
      HasResultSet: true,
      RedshiftQueryId: 0,
      ResultRows: 5,
      Database: 'recourse',
      SecretArn: asAdmin.SecretArn,
    });
    expect(described.QueryString).toBeUndefined();
    expect(SubStatements.map((sub) => [sub.Id, sub.Status, sub.HasResultSet, sub.ResultRows])).toEqual([
      [`${Id}:1`, 'FINISHED', false, 0],
      [`${Id}:2`, 'FINISHED', false, 2],
      [`${Id}:3`, 'FINISHED', true, 2],
      [`${Id}:4`, 'FINISHED', true, 1],
    ]);
    expect(described.Duration).toBe(SubStatements.reduce((sum, { Duration = 0 }) => sum + Duration, 0));
    expect(await rowsOf(client, `${Id}:3`)).toEqual([[1], [2]]);
    expect(await rowsOf(client, `${Id}:4`)).toEqual([[2]]);
    expect(await countOf('paid')).toEqual([2]);
  });

  it('is undone by its first failure, and what follows is ABORTED', async () => {
    await run(client, 'CREATE TABLE kept (id INTEGER)');

    const described = await runBatch(client, [
      'INSERT INTO kept VALUES (1)',
      'INSERT INTO absent VALUES (1)',
      'INSERT INTO kept VALUES (2)',
    ]);

    expect(described).toMatchObject({
      Status: 'FAILED',
      Error: expect.stringMatching(/^Query #2 failed with ERROR: relation "absent" does not exist/),
    });
    expect(described.SubStatements).toMatchObject([
      { Status: 'FINISHED' },
      { Status: 'FAILED', Error: expect.stringMatching(/^ERROR: relation "absent" does not exist/) },
      { Status: 'ABORTED', Error: 'Connection or an prior query failed.', ResultRows: -1 },
    ]);
    expect(await countOf('kept')).toEqual([0]);
  });

  it('has begun nothing when it cannot connect', async () => {
    const described = await runBatch(client, ['SELECT 1', 'SELECT 2'], { Database: 'other' });

    expect(described).toMatchObject({ Status: 'FAILED', Error: 'FATAL: database "other" does not exist' });
    expect(described.SubStatements).toMatchObject([{ Status: 'ABORTED' }, { Status: 'ABORTED' }]);
  });

  it('shares its temporary tables, which end with it', async () => {
    const described = await runBatch(client, ['CREATE TEMP TABLE step (id INTEGER)', 'SELECT COUNT(*) FROM step']);

    expect(described.Status).toBe('FINISHED');
    expect(await run(client, 'SELECT COUNT(*) FROM step')).toMatchObject({ Status: 'FAILED' });
  });
});

describe('a batch in AUTO_COMMIT', () => {
  it('keeps what its other statements did, and has FAILED all the same', async () => {
    await run(client, 'CREATE TABLE each (id INTEGER)');

    const described = await runBatch(
      client,
      ['INSERT INTO each VALUES (1)', 'SELECT * FROM absent', 'INSERT INTO each VALUES (2)'],
      { ExecutionMode: 'AUTO_COMMIT' },
    );

    expect(described).toMatchObject({
      Status: 'FAILED',
      Error: expect.stringContaining('Query #2 failed with ERROR'),
      ExecutionMode: 'AUTO_COMMIT',
      SubStatements: [{ Status: 'FINISHED' }, { Status: 'FAILED' }, { Status: 'FINISHED' }],
    });
    expect(await countOf('each')).toEqual([2]);
  });
});

describe('the parameters of a batch', () => {
  it('are there for all of its statements, each of which uses what it needs', async () => {
    const { Id, SubStatements } = await runBatch(client, ['SELECT :a::int', 'SELECT :a, :b', 'SELECT 3'], {
      Parameters: [
        { name: 'a', value: '1' },
        { name: 'b', value: "x'; DROP TABLE paid" },
      ],
    });

    expect(SubStatements).toMatchObject([{ Status: 'FINISHED' }, { Status: 'FINISHED' }, { Status: 'FINISHED' }]);
    expect(await rowsOf(client, `${Id}:1`)).toEqual([[1]]);
    expect(await rowsOf(client, `${Id}:2`)).toEqual([['1', "x'; DROP TABLE paid"]]);
  });

  it('must each be used by one of them', async () => {
    const Parameters = [
      { name: 'a', value: '1' },
      { name: 'unused', value: '2' },
    ];

    await expect(runBatch(client, ['SELECT :a', "SELECT ':unused'"], { Parameters })).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Parameters list contains unused parameters. Unused parameters: [unused]',
    });
  });
});

describe('an id of a batch', () => {
  it('with the number of a statement describes that statement', async () => {
    const { Id } = await runBatch(client, ['SELECT 1', 'SELECT 2 AS two']);

    const described = await client.send(new DescribeStatementCommand({ Id: `${Id}:2` }));

    expect(described).toMatchObject({
      Id: `${Id}:2`,
      QueryString: 'SELECT 2 AS two',
      Status: 'FINISHED',
      ResultRows: 1,
    });
    expect(described.SubStatements).toBeUndefined();
  });

  it('without a number has no result', async () => {
    const { Id } = await runBatch(client, ['SELECT 1']);

    await expect(client.send(new GetStatementResultCommand({ Id }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'BatchExecuteStatement result can only be retrieved with sub-statement id.',
    });
  });

  it.each([':0', ':3', ':'])('with the ending %s is of nothing', async (ending) => {
    const { Id } = await runBatch(client, ['SELECT 1', 'SELECT 2']);

    await expect(client.send(new DescribeStatementCommand({ Id: `${Id}${ending}` }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      ResourceId: `${Id}${ending}`,
    });
  });
});

describe('BatchExecuteStatement', () => {
  it.each([
    [[], 'greater than or equal to 1'],
    [Array.from({ length: 41 }, () => 'SELECT 1'), /'\[SELECT 1, .*\]' at 'sqls' .* less than or equal to 40/],
    [['SELECT 1', ' '], 'SQL statement is empty'],
  ])('refuses %j', async (Sqls, message) => {
    await expect(client.send(new BatchExecuteStatementCommand({ ...asAdmin, Sqls }))).rejects.toThrow(message);
  });

  it('needs a right of its own', async () => {
    await expect(
      api.client('caller').send(new BatchExecuteStatementCommand({ ...database, Sqls: ['SELECT 1'] })),
    ).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('not authorized to perform: redshift-data:BatchExecuteStatement'),
    });
  });
});

describe('CancelStatement of a batch', () => {
  async function cancelled(ending = '') {
    const sender = scripted.client('open');
    const { Id } = await sender.send(
      new BatchExecuteStatementCommand({ ...database, Sqls: ['SELECT 1', 'HOLD', 'SELECT 1'] }),
    );
    await expect.poll(() => engine.executed.some(({ id }) => id === `${Id}:2`)).toBe(true);
    const answer = await sender.send(new CancelStatementCommand({ Id: `${Id}${ending}` }));
    return { Id, answer, described: await sender.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 })) };
  }

  it('stops the statement that runs, undoes those before and leaves out those after', async () => {
    const { Id, answer, described } = await cancelled();

    expect(answer).toMatchObject({ Status: true });
    expect(described).toMatchObject({
      Status: 'ABORTED',
      SubStatements: [{ Status: 'FINISHED' }, { Status: 'ABORTED' }, { Status: 'ABORTED' }],
    });
    const ofBatch = engine.executed.filter(({ session }) => session === Id);
    expect(ofBatch.map(({ sql }) => sql)).toEqual(['BEGIN', 'SELECT 1', 'HOLD', 'ROLLBACK']);
    expect(engine.closedSessions).toContain(Id);
  });

  it('takes the id of one of its statements for the whole', async () => {
    expect((await cancelled(':3')).described.Status).toBe('ABORTED');
  });
});
