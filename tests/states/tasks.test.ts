import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as redshiftDataSdk from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIam } from '../../local/iam/iam.ts';
import { SqlError } from '../../local/redshift/engine.ts';
import { createRedshiftData } from '../../local/redshift-data/redshift-data.ts';
import { modeledErrors } from '../../local/states/integrations/redshift-data/redshift-data-integration.ts';
import { createStates } from '../../local/states/states.ts';
import { accountId, policyResource } from '../iam/roles.ts';
import { functionResource, start } from '../lambda/start.ts';
import { workgroup } from '../redshift-data/open-data-api.ts';
import { column, scriptedEngine, table } from '../redshift-data/scripted-engine.ts';
import { manualClock } from './manual-clock.ts';
import { execute, machineArn, machineResource, oneState, trustedRole } from './open-states.ts';

const connection = { WorkgroupName: workgroup.name, Database: workgroup.database };
const sdk = 'arn:aws:states:::aws-sdk';

/** Runs a machine whose tasks speak to a Data API with an engine that answers as told. */
async function executeOnWarehouse(definition: object, actions = ['redshift-data:*', 'redshift-serverless:*']) {
  const engine = scriptedEngine();
  const rows = table([column('n', 'int4'), column('word', 'varchar')], [1, 'one'], [2, null]);
  engine.answer('SELECT n, word FROM numbers WHERE n < :most', rows);
  engine.answer('SELECT broken', new SqlError('ERROR: column "broken" does not exist'));
  const resources = [
    trustedRole('worker'),
    policyResource(['worker'], { Effect: 'Allow', Action: actions, Resource: '*' }),
    machineResource(definition),
  ];
  const iam = createIam({ resources, accountId });
  const redshiftData = createRedshiftData({ engine, iam, workgroups: [workgroup] });
  const clock = manualClock();
  clock.runFreely();
  const states = createStates({
    ...{ resources, region: 'us-east-1', iam, clock, services: { redshiftData }, log: () => {} },
  });
  const { ended } = await states.startExecution({ stateMachineArn: machineArn, name: 'one' });
  const execution = await ended;
  return { ...execution, result: execution.output && JSON.parse(execution.output), engine };
}

/** A machine that runs one SQL text and waits for its end. */
function runSql(executeArguments: object, then: Record<string, object> = { Read: { Type: 'Succeed' } }): object {
  return {
    StartAt: 'Execute',
    States: {
      Execute: {
        Type: 'Task',
        Resource: `${sdk}:redshiftdata:executeStatement`,
        Arguments: { ...connection, ...executeArguments },
        Assign: { id: '{% $states.result.Id %}' },
        Next: 'Wait',
      },
      Wait: { Type: 'Wait', Seconds: 1, Next: 'Describe' },
      Describe: {
        Type: 'Task',
        Resource: `${sdk}:redshiftdata:describeStatement`,
        Arguments: { Id: '{% $id %}' },
        Next: 'IsOver',
      },
      IsOver: {
        Type: 'Choice',
        Choices: [
          { Condition: "{% $states.input.Status = 'FINISHED' %}", Next: 'Read' },
          { Condition: "{% $states.input.Status in ['FAILED', 'ABORTED'] %}", Next: 'Failed' },
        ],
        Default: 'Wait',
      },
      Failed: { Type: 'Fail', Error: 'StatementFailed', Cause: '{% $states.input.Error %}' },
      ...then,
    },
  };
}

describe('a redshiftdata task', () => {
  it('names the errors that the SDK has', () => {
    const exceptions = Object.keys(redshiftDataSdk).filter((name) => name.endsWith('Exception'));

    expect(modeledErrors).toEqual(exceptions.filter((name) => name !== 'RedshiftDataServiceException').sort());
  });

  it('runs SQL with bound parameters and gives the result with large member names', async () => {
    const sql = 'SELECT n, word FROM numbers WHERE n < :most';
    const machine = runSql(
      { Sql: sql, Parameters: [{ Name: 'most', Value: '{% $string(1 + 2) %}' }] },
      {
        Read: {
          Type: 'Task',
          Resource: `${sdk}:redshiftdata:getStatementResult`,
          Arguments: { Id: '{% $id %}' },
          End: true,
        },
      },
    );

    const { result, engine } = await executeOnWarehouse(machine);

    expect(engine.executed[0]).toMatchObject({ sql, parameters: [{ name: 'most', value: '3' }] });
    expect(result).toMatchObject({
      ColumnMetadata: [
        { Name: 'n', TypeName: 'int4' },
        { Name: 'word', TypeName: 'varchar' },
      ],
      Records: [
        [{ LongValue: 1 }, { StringValue: 'one' }],
        [{ LongValue: 2 }, { IsNull: true }],
      ],
      TotalNumRows: 2,
    });
  });

  it('tells of a statement that failed in the words of the database', async () => {
    expect(await executeOnWarehouse(runSql({ Sql: 'SELECT broken' }))).toMatchObject({
      status: 'FAILED',
      error: 'StatementFailed',
      cause: 'ERROR: column "broken" does not exist',
    });
  });

  it('fails with the name that the AWS SDK for Java gives the error', async () => {
    expect(await executeOnWarehouse(runSql({ Sql: 'SELECT 1', Database: '{% $uuid() %}', DbUser: 'x' }))).toMatchObject(
      {
        error: 'RedshiftData.ValidationException',
        cause: expect.stringMatching(
          /^DbUser .* \(Service: RedshiftData, Status Code: 400, Request ID: [0-9a-f-]{36}\)$/,
        ),
      },
    );
  });

  it('fails without the right to its action', async () => {
    const machine = runSql({ Sql: 'SELECT 1' });

    expect(await executeOnWarehouse(machine, ['redshift-serverless:*'])).toMatchObject({
      error: 'RedshiftData.RedshiftDataException',
      currentState: 'Execute',
      cause: expect.stringMatching(
        /assumed-role\/worker\/\w+ is not authorized to perform: redshift-data:ExecuteStatement/,
      ),
    });
  });
});

describe('a lambda task', () => {
  const invoke = (payload: unknown, resource = 'arn:aws:states:::lambda:invoke') =>
    oneState({ Type: 'Task', Resource: resource, Arguments: { FunctionName: 'asker', Payload: payload } });
  const handler = `export const handler = async ({ n }) => {
    if (n < 0) throw new RangeError('too small');
    return { twice: 2 * n };
  };`;

  it('gives the payload of the function', async () => {
    const lambda = await start(handler);

    const { result } = await execute(invoke({ n: '{% $states.input.n %}' }), { n: 4 }, { services: { lambda } });

    expect(result).toMatchObject({ Payload: { twice: 8 }, StatusCode: 200 });
  });

  it('fails with the name of the function’s error', async () => {
    const lambda = await start(handler);

    const { error, cause } = await execute(invoke({ n: -1 }), {}, { services: { lambda } });

    expect(error).toBe('RangeError');
    expect(JSON.parse(cause ?? '')).toMatchObject({ errorType: 'RangeError', errorMessage: 'too small' });
  });

  it('tells of the function’s error as data through the SDK’s own operation', async () => {
    const lambda = await start(handler);

    const { result } = await execute(invoke({ n: -1 }, `${sdk}:lambda:invoke`), {}, { services: { lambda } });

    expect(result).toMatchObject({ FunctionError: 'Unhandled', Payload: expect.stringContaining('too small') });
  });

  it('fails without the right to invoke', async () => {
    const more = [functionResource('asker')];
    const iam = createIam({ resources: [trustedRole('worker')], accountId });
    const lambda = await start(handler, {}, { authorize: iam.authorize });

    expect(await execute(invoke({}), {}, { services: { lambda }, statements: [], more })).toMatchObject({
      error: 'Lambda.AWSLambdaException',
      cause: expect.stringContaining(
        'is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:',
      ),
    });
  });
});

describe('an s3 task', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'states-'));
    await mkdir(join(folder, 'data', 'history'), { recursive: true });
    await writeFile(join(folder, 'secret.csv'), 'secret');
    await writeFile(join(folder, 'data', 'history', 'a.csv'), 'id\n1\n');
    await writeFile(join(folder, 'data', 'history', 'b.csv'), 'id\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const run = (operation: string, taskArguments: object, statements?: object[]) =>
    execute(
      oneState({ Type: 'Task', Resource: `${sdk}:s3:${operation}`, Arguments: { Bucket: 'data', ...taskArguments } }),
      {},
      {
        services: { bucketFolder: (name) => (name === 'data' ? join(folder, name) : undefined) },
        ...(statements && { statements }),
      },
    );

  it('tells of an object', async () => {
    expect((await run('headObject', { Key: 'history/a.csv' })).result).toMatchObject({
      ContentLength: 5,
      ETag: '"bc9280dfc1d4e67233f138f5bbbf0951"',
    });
  });

  it('lists objects by prefix, page by page', async () => {
    const { result } = await run('listObjectsV2', { Prefix: 'history/', MaxKeys: 1 });

    expect(result).toMatchObject({ Contents: [{ Key: 'history/a.csv', Size: 5 }], IsTruncated: true, KeyCount: 1 });
    const { NextContinuationToken: ContinuationToken } = result as { NextContinuationToken: string };
    expect((await run('listObjectsV2', { Prefix: 'history/', ContinuationToken })).result).toMatchObject({
      Contents: [{ Key: 'history/b.csv' }],
      IsTruncated: false,
    });
  });

  it.each([
    ['history/c.csv', 'S3.NoSuchKeyException'],
    ['history', 'S3.NoSuchKeyException'],
    ['../secret.csv', 'S3.NoSuchKeyException'],
    ['history/../../secret.csv', 'S3.NoSuchKeyException'],
  ])('finds no object %s', async (Key, error) => {
    expect(await run('headObject', { Key })).toMatchObject({ status: 'FAILED', error });
  });

  it('knows no bucket but those of the template', async () => {
    expect(await run('listObjectsV2', { Bucket: '..' })).toMatchObject({ error: 'S3.NoSuchBucketException' });
  });

  it('does not tell what is missing to whom may not list', async () => {
    const statements = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*' }];

    expect(await run('headObject', { Key: 'c.csv' }, statements)).toMatchObject({
      error: 'S3.S3Exception',
      cause: expect.stringMatching(/^null \(Service: S3, Status Code: 403, /),
    });
  });
});
