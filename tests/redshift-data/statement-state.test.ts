import {
  CancelStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
} from '@aws-sdk/client-redshift-data';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqlError } from '../../local/redshift/engine.ts';
import { database, type OpenDataApi, openDataApi, workgroup } from './open-data-api.ts';
import { noResultSet, type ScriptedEngine, scriptedEngine } from './scripted-engine.ts';

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

async function submit(sql: string, role = 'caller'): Promise<string> {
  const { Id } = await api.client(role).send(new ExecuteStatementCommand({ ...database, Sql: sql }));
  return Id ?? '';
}

function describeStatement(Id: string, WaitTimeSeconds?: number, role = 'caller', session?: string) {
  return api
    .client(role, session)
    .send(new DescribeStatementCommand({ Id, ...(WaitTimeSeconds && { WaitTimeSeconds }) }));
}

function getResult(Id: string, WaitTimeSeconds?: number, role = 'caller', session?: string) {
  const command = new GetStatementResultCommand({ Id, ...(WaitTimeSeconds && { WaitTimeSeconds }) });
  return api.client(role, session).send(command);
}

function cancel(Id: string, role = 'caller', session?: string) {
  return api.client(role, session).send(new CancelStatementCommand({ Id }));
}

const unknownId = '00000000-0000-4000-8000-000000000000';

describe('DescribeStatement', () => {
  it('tells a statement that runs, with -1 for what isn’t known yet', async () => {
    const Id = await submit('HOLD');

    const { $metadata, ...described } = await describeStatement(Id);

    expect($metadata.httpStatusCode).toBe(200);
    expect(described).toMatchObject({
      Id,
      Status: 'STARTED',
      Duration: -1,
      ResultRows: -1,
      ResultSize: -1,
      HasResultSet: false,
      QueryString: 'HOLD',
      Database: 'recourse',
      DbUser: 'IAMR:caller',
      WorkgroupName: 'recourse-dev',
      CreatedAt: new Date(now),
      UpdatedAt: new Date(now),
    });
  });

  it('tells what a finished statement gave, and how long it took in nanoseconds', async () => {
    const described = await describeStatement(await submit('SELECT 1'), 30);

    expect(described).toMatchObject({ Status: 'FINISHED', HasResultSet: true, ResultRows: 1, ResultSize: 8 });
    expect(described.Duration).toBeGreaterThan(1_000);
    expect(Number.isInteger(described.Duration)).toBe(true);
    expect(described.Error).toBeUndefined();
  });

  it('tells the parameters, and the secret instead of a user', async () => {
    const client = api.client('operator');
    const Parameters = [{ name: 'a', value: 'x' }];
    const SecretArn = workgroup.adminSecretArn;
    const { Id } = await client.send(
      new ExecuteStatementCommand({ ...database, SecretArn, Sql: 'SELECT :a', Parameters }),
    );

    const described = await client.send(new DescribeStatementCommand({ Id }));

    expect(described).toMatchObject({ QueryParameters: Parameters, SecretArn });
    expect(described.DbUser).toBeUndefined();
  });

  it('tells an error of SQL as FAILED with Redshift’s text', async () => {
    engine.answer('SELECT x', new SqlError('ERROR: relation "x" does not exist'));

    const described = await describeStatement(await submit('SELECT x'), 30);

    expect(described).toMatchObject({ Status: 'FAILED', Error: 'ERROR: relation "x" does not exist', ResultRows: -1 });
    expect(api.errors).toEqual([]);
  });

  it('tells a failure of the engine itself as FAILED and reports it', async () => {
    const failure = new Error('the thread is gone');
    engine.answer('SELECT x', failure);

    expect(await describeStatement(await submit('SELECT x'), 30)).toMatchObject({ Status: 'FAILED' });
    expect(api.errors).toEqual([failure]);
  });

  it('waits until the statement ends', async () => {
    const Id = await submit('HOLD');
    let isAnswered = false;
    const described = describeStatement(Id, 30).then((output) => {
      isAnswered = true;
      return output;
    });
    await describeStatement(Id);
    expect(isAnswered).toBe(false);

    engine.release();

    expect(await described).toMatchObject({ Status: 'FINISHED' });
  });
});

describe('GetStatementResult', () => {
  it('gives the result of a statement that ends while it waits', async () => {
    const result = getResult(await submit('HOLD'), 30);
    await expect.poll(() => engine.executed.length).toBe(1);
    engine.release();

    expect(await result).toMatchObject({ Records: [[{ longValue: 1 }]], TotalNumRows: 1 });
  });

  it.each(['HOLD', 'CREATE TABLE t', 'SELECT nothing'])('has none for %s', async (sql) => {
    engine.answer('CREATE TABLE t', noResultSet);
    const Id = await submit(sql);

    await expect(getResult(Id)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Query does not have result. Please check query status with DescribeStatement.',
      ResourceId: Id,
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('is kept for 24 hours', async () => {
    const Id = await submit('SELECT 1');
    await describeStatement(Id, 30);
    now += 24 * 3_600_000 - 1;
    expect(await getResult(Id, undefined)).toMatchObject({ TotalNumRows: 1 });

    now += 1;

    await expect(getResult(Id, undefined, 'open')).rejects.toThrow('Query does not exist.');
  });
});

describe('CancelStatement', () => {
  it('stops a statement that runs, which is ABORTED then', async () => {
    const Id = await submit('HOLD');

    expect(await cancel(Id)).toMatchObject({ Status: true });

    const described = await describeStatement(Id, 30);
    expect(described.Status).toBe('ABORTED');
    expect(described.Error).toBeUndefined();
    await expect(cancel(Id)).rejects.toThrow(
      `Could not cancel a query that is already in ABORTED state with ID: ${Id}`,
    );
  });

  it('refuses a statement that has ended', async () => {
    const Id = await submit('SELECT 1');
    await describeStatement(Id, 30);

    await expect(cancel(Id)).rejects.toMatchObject({
      name: 'ValidationException',
      message: `Could not cancel a query that is already in FINISHED state with ID: ${Id}`,
    });
  });
});

describe.each([
  ['DescribeStatement', describeStatement],
  ['GetStatementResult', getResult],
  ['CancelStatement', (Id: string, _?: number, role?: string, session?: string) => cancel(Id, role, session)],
])('the id of %s', (action, call) => {
  it('must look like one', async () => {
    await expect(call('query-1')).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'id must satisfy regex pattern: ^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\\d+)?$',
    });
  });

  it('must be known', async () => {
    await expect(call(unknownId, undefined, 'open')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Query does not exist.',
      ResourceId: unknownId,
    });
  });

  it.each([
    ['another session of the role', 'caller', 'two'],
    ['another role', 'neighbour', 'one'],
  ])('of a statement of %s is denied by the condition of the policy', async (_, role, session) => {
    const Id = await submit('HOLD');

    await expect(call(Id, undefined, role, session)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        `assumed-role/${role}/${session} is not authorized to perform: redshift-data:${action} on resource: *`,
      ),
    });
  });

  it('of a statement of another role does not exist for who is under no condition', async () => {
    const Id = await submit('HOLD');

    await expect(call(Id, undefined, 'open')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(call(Id, undefined, 'operator')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
