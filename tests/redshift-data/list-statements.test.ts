import {
  BatchExecuteStatementCommand,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  ListStatementsCommand,
  type ListStatementsCommandInput,
  paginateListStatements,
} from '@aws-sdk/client-redshift-data';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { database, type OpenDataApi, openDataApi, workgroup } from './open-data-api.ts';
import { one, type ScriptedEngine, scriptedEngine } from './scripted-engine.ts';

let engine: ScriptedEngine;
let api: OpenDataApi;
let now = Date.UTC(2026, 10, 20);

beforeEach(async () => {
  engine = scriptedEngine();
  api = await openDataApi(engine, () => now);
});
afterEach(async () => {
  engine.release();
  await api.close();
});

async function execute(input: Partial<ExecuteStatementCommandInput> = {}, session = 'one', role = 'open') {
  const command = new ExecuteStatementCommand({ ...database, Sql: 'SELECT 1', WaitTimeSeconds: 1, ...input });
  return (await api.client(role, session).send(command)).Id;
}

async function list(input: ListStatementsCommandInput = {}, session = 'one', role = 'open') {
  return (await api.client(role, session).send(new ListStatementsCommand(input))).Statements ?? [];
}

const idsOf = async (...call: Parameters<typeof list>) => (await list(...call)).map(({ Id }) => Id);

describe('ListStatements', () => {
  it('tells of each statement what it was and how it stands', async () => {
    engine.answer('SELECT :a', one);
    const Parameters = [{ name: 'a', value: 'x' }];
    const Id = await execute({ Sql: 'SELECT :a', Parameters, StatementName: 'report', ResultFormat: 'CSV' });

    expect(await list()).toEqual([
      {
        Id,
        QueryString: 'SELECT :a',
        QueryParameters: Parameters,
        Status: 'FINISHED',
        StatementName: 'report',
        CreatedAt: new Date(now),
        UpdatedAt: new Date(now),
        IsBatchStatement: false,
        ResultFormat: 'CSV',
      },
    ]);
  });

  it('tells the texts of a batch', async () => {
    const Sqls = ['SELECT 1', 'SELECT 1'];
    await api
      .client('open')
      .send(new BatchExecuteStatementCommand({ ...database, Sqls, ExecutionMode: 'AUTO_COMMIT', WaitTimeSeconds: 1 }));

    expect(await list()).toMatchObject([{ QueryStrings: Sqls, IsBatchStatement: true, Status: 'FINISHED' }]);
  });

  it('lists finished statements unless another status or ALL is asked', async () => {
    const finished = await execute();
    const failed = await execute({ Sql: 'SELECT nothing' });
    const started = await execute({ Sql: 'HOLD' });

    expect(await idsOf()).toEqual([finished]);
    expect(await idsOf({ Status: 'FAILED' })).toEqual([failed]);
    expect(await idsOf({ Status: 'STARTED' })).toEqual([started]);
    expect(await idsOf({ Status: 'ALL' })).toEqual([started, failed, finished]);
    expect(await idsOf({ Status: 'ABORTED' })).toEqual([]);
  });

  it('finds names by how they begin, in upper and lower case', async () => {
    const ids = await Promise.all(['load_1', 'load_2', 'Load_3'].map((StatementName) => execute({ StatementName })));
    await execute();

    expect((await idsOf({ StatementName: 'load_' })).sort()).toEqual(ids.slice(0, 2).sort());
    expect(await idsOf({ StatementName: 'oad' })).toEqual([]);
  });

  it('is narrowed down by workgroup, by name or ARN, and by database', async () => {
    const Id = await execute();

    expect(await idsOf({ WorkgroupName: workgroup.name, Database: 'recourse' })).toEqual([Id]);
    expect(await idsOf({ WorkgroupName: workgroup.arn })).toEqual([Id]);
    expect(await idsOf({ Database: 'other' })).toEqual([]);
    await expect(list({ ClusterIdentifier: 'c', WorkgroupName: workgroup.name })).rejects.toThrow(
      "When ClusterIdentifier is provided, WorkgroupName can't be specified.",
    );
  });

  it('comes in pages, the latest first, which later statements do not shift', async () => {
    const ids: unknown[] = [];
    for (let count = 0; count < 7; count += 1) ids.unshift(await execute());
    const pages: unknown[][] = [];

    for await (const { Statements = [] } of paginateListStatements({ client: api.client('open'), pageSize: 3 }, {})) {
      pages.push(Statements.map(({ Id }) => Id));
      await execute();
    }

    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(pages.flat()).toEqual(ids);
  });

  it('refuses a token of another list', async () => {
    await execute();
    await execute();
    const client = api.client('open');
    const { NextToken } = await client.send(new ListStatementsCommand({ MaxResults: 1 }));

    await expect(client.send(new ListStatementsCommand({ Status: 'ALL', NextToken }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'NextToken is invalid.',
    });
  });

  it.each([
    [{ MaxResults: 101 }, 'Member must have value less than or equal to 100'],
    [{ Status: 'RUNNING' as never }, 'Member must satisfy enum value set: [SUBMITTED, PICKED,'],
  ])('refuses %j', async (input, message) => {
    await expect(list(input)).rejects.toThrow(message);
  });

  it('shows the role’s statements, or those of the IAM session alone', async () => {
    const first = await execute({}, 'one');
    const second = await execute({}, 'two');

    expect(await idsOf({}, 'one')).toEqual([second, first]);
    expect(await idsOf({ RoleLevel: false }, 'one')).toEqual([first]);
    expect(await idsOf({}, 'one', 'operator')).toEqual([]);
  });

  it('asks the policy, which may allow the caller’s own statements only', async () => {
    const Id = await execute({}, 'one', 'owner');

    expect(await idsOf({ RoleLevel: false }, 'one', 'owner')).toEqual([Id]);
    for (const role of ['owner', 'caller']) {
      await expect(list({}, 'one', role)).rejects.toMatchObject({
        name: 'AccessDeniedException',
        message: expect.stringContaining('not authorized to perform: redshift-data:ListStatements on resource: *'),
      });
    }
  });

  it('forgets a statement 24 hours after its end', async () => {
    await execute();
    now += 24 * 3_600_000;

    expect(await list()).toEqual([]);
  });
});
