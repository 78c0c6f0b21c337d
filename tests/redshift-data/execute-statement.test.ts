import { DescribeStatementCommand, ExecuteStatementCommand } from '@aws-sdk/client-redshift-data';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { database, type OpenDataApi, openDataApi, workgroup } from './open-data-api.ts';
import { type ScriptedEngine, scriptedEngine } from './scripted-engine.ts';

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

type Input = ConstructorParameters<typeof ExecuteStatementCommand>[0];

function execute(input: Partial<Input>, role = 'caller', session?: string) {
  return api.client(role, session).send(new ExecuteStatementCommand({ ...database, Sql: 'SELECT 1', ...input }));
}

describe('ExecuteStatement', () => {
  it('answers at once when it needn’t wait, with the statement SUBMITTED', async () => {
    const output = await execute({ Sql: 'HOLD' });

    expect(output).toMatchObject({
      Status: 'SUBMITTED',
      HasResultSet: false,
      Database: 'recourse',
      DbUser: 'IAMR:caller',
      WorkgroupName: 'recourse-dev',
      CreatedAt: new Date(now),
    });
    expect(output.Id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(output.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers with the end of a statement that ends while it waits', async () => {
    expect(await execute({ WaitTimeSeconds: 30 })).toMatchObject({ Status: 'FINISHED', HasResultSet: true });
    expect(await execute({ WaitTimeSeconds: 30, Sql: 'SELECT nothing' })).toMatchObject({ Status: 'FAILED' });
  });

  it('answers STARTED when the time to wait is over before the statement', async () => {
    expect(await execute({ WaitTimeSeconds: 1, Sql: 'HOLD' })).toMatchObject({
      Status: 'STARTED',
      HasResultSet: false,
    });
  });

  it('hands SQL, parameters, database and the caller’s database user to the engine', async () => {
    const Parameters = [{ name: 'a', value: "x'; DROP TABLE t; --" }];
    const { Id } = await execute({ Sql: 'SELECT :a', Parameters, WaitTimeSeconds: 1 });

    expect(engine.executed).toEqual([
      { id: Id, queryId: 1, sql: 'SELECT :a', parameters: Parameters, user: 'IAMR:caller', database: 'recourse' },
    ]);
  });

  it('takes the workgroup by its ARN too', async () => {
    expect(await execute({ WorkgroupName: workgroup.arn, WaitTimeSeconds: 1 })).toMatchObject({ Status: 'FINISHED' });
  });

  it('runs as the database’s admin with the admin’s secret, for the operator and whoever may read the secret', async () => {
    const SecretArn = workgroup.adminSecretArn;
    const output = await execute({ SecretArn, WaitTimeSeconds: 1 }, 'operator');
    await execute({ SecretArn, WaitTimeSeconds: 1, WorkgroupName: undefined }, 'secretive');

    expect(output).toMatchObject({ SecretArn, Status: 'FINISHED' });
    expect(output.DbUser).toBeUndefined();
    expect(engine.executed.map(({ user }) => user)).toEqual(['admin', 'admin']);
    await expect(execute({ SecretArn }, 'caller')).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(
        `not authorized to perform: secretsmanager:GetSecretValue on resource: ${SecretArn}`,
      ),
    });
    await expect(execute({ SecretArn: `${SecretArn}-other` }, 'operator')).rejects.toThrow(
      "Secrets Manager can't find the specified secret.",
    );
  });

  it('denies a role without the right to the action', async () => {
    await expect(execute({}, 'stranger')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        `assumed-role/stranger/one is not authorized to perform: redshift-data:ExecuteStatement on resource: ${workgroup.arn}`,
      ),
    });
    expect(engine.executed).toEqual([]);
  });

  it('answers a role without the right to the workgroup’s credentials as AWS does, by ValidationException', async () => {
    await expect(execute({}, 'keyless')).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('not authorized to perform: redshift-serverless:GetCredentials'),
    });
    expect(engine.executed).toEqual([]);
  });

  it.each([
    ['an unknown workgroup', { WorkgroupName: 'other' }, "Redshift endpoint doesn't exist in this region."],
    [
      'a cluster',
      { WorkgroupName: undefined, ClusterIdentifier: 'c' },
      "Redshift endpoint doesn't exist in this region.",
    ],
    [
      'a cluster and a workgroup',
      { ClusterIdentifier: 'c' },
      "When ClusterIdentifier is provided, WorkgroupName can't be specified.",
    ],
    ['no workgroup', { WorkgroupName: undefined }, 'WorkgroupName'],
    ['no database', { Database: undefined }, 'Database'],
    ['a cluster’s user', { DbUser: 'admin' }, 'DbUser'],
    ['no SQL', { Sql: ' ' }, 'SQL statement is empty'],
    ['SQL over 100 KB', { Sql: `SELECT '${'x'.repeat(102_400)}'` }, '100 KB'],
  ])('refuses %s', async (_, input, message) => {
    const refused = expect(execute(input)).rejects;

    await refused.toMatchObject({ name: 'ValidationException', $metadata: { httpStatusCode: 400 } });
    await refused.toThrow(message);
    expect(engine.executed).toEqual([]);
  });

  it.each([
    [
      { WaitTimeSeconds: 31 },
      "Value '31' at 'waitTimeSeconds' failed to satisfy constraint: Member must have value less than or equal to 30",
    ],
    [
      { WaitTimeSeconds: 0 },
      "Value '0' at 'waitTimeSeconds' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [{ ClientToken: 'x'.repeat(65) }, 'Member must have length less than or equal to 64'],
    [
      { Parameters: [] },
      "Value '[]' at 'parameters' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      { Parameters: [{ name: 'a', value: '' }] },
      "Value '' at 'parameters.1.member.value' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      { Parameters: [{ name: ':a', value: 'x' }] },
      "Value ':a' at 'parameters.1.member.name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9a-zA-Z_]+$",
    ],
    [{ Sql: undefined }, "Value null at 'sql' failed to satisfy constraint: Member must not be null"],
  ])('refuses %j in the words of AWS’s frameworks', async (input, message) => {
    const wrong = expect(execute(input)).rejects;

    await wrong.toMatchObject({ name: 'ValidationException' });
    await wrong.toThrow(`1 validation error detected: ${message.startsWith('Value') ? message : ''}`);
    await wrong.toThrow(message);
  });

  it('tells every broken constraint at once', async () => {
    await expect(execute({ WaitTimeSeconds: 31, Parameters: [] })).rejects.toThrow(
      /^2 validation errors detected: Value '\[\]' at 'parameters' .*; Value '31' at 'waitTimeSeconds' .*/,
    );
  });

  it('refuses parameters that the SQL doesn’t use', async () => {
    const Parameters = ['id', 'used', 'text'].map((name) => ({ name, value: '1' }));

    await expect(execute({ Sql: "SELECT :used, ':text'", Parameters })).rejects.toThrow(
      'Parameters list contains unused parameters. Unused parameters: [id, text]',
    );
  });

  it('runs a request with the same client token once', async () => {
    const first = await execute({ ClientToken: 'token' });
    const again = await execute({ ClientToken: 'token' });
    const other = await execute({ ClientToken: 'token' }, 'neighbour');

    expect(again.Id).toBe(first.Id);
    expect(other.Id).not.toBe(first.Id);
    await expect(execute({ ClientToken: 'token', Sql: 'SELECT 2' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('runs it again when the token is eight hours old', async () => {
    const first = await execute({ ClientToken: 'token' });
    now += 8 * 3_600_000;

    expect((await execute({ ClientToken: 'token' })).Id).not.toBe(first.Id);
  });

  it('fails a statement for another database in the words of Redshift', async () => {
    const { Id, Status } = await execute({ Database: 'other', WaitTimeSeconds: 1 });

    expect(Status).toBe('FAILED');
    expect(await api.client('caller').send(new DescribeStatementCommand({ Id }))).toMatchObject({
      Error: 'FATAL: database "other" does not exist',
    });
  });

  it('refuses more than 500 statements under way', async () => {
    const client = api.client('caller');
    const submit = () => client.send(new ExecuteStatementCommand({ ...database, Sql: 'HOLD' }));
    for (let done = 0; done < 500; done += 50) await Promise.all(Array.from({ length: 50 }, submit));

    await expect(submit()).rejects.toMatchObject({
      name: 'ActiveStatementsExceededException',
      message: 'Active statements exceeded the allowed quota (500).',
    });
    engine.release();
    expect(await execute({ WaitTimeSeconds: 1 })).toMatchObject({ Status: 'FINISHED' });
  });
});
