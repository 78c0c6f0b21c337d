import { DescribeStatementCommand } from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from '../../redshift/engine-under-test.ts';
import { type OpenDataApi, openDataApi } from '../open-data-api.ts';
import { asAdmin, run } from '../run.ts';
import { has, runAgainst } from './command-line.ts';

let warehouse: EngineUnderTest;
let api: OpenDataApi;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  api = await openDataApi(warehouse.engine);
  await run(api.client('operator'), 'CREATE TABLE loans (id INTEGER, name VARCHAR(20))');
  await run(api.client('operator'), "INSERT INTO loans VALUES (1, 'first'), (2, 'second')");
});
afterAll(async () => {
  await api.close();
  await warehouse.discard();
});

const where = [
  '--workgroup-name',
  asAdmin.WorkgroupName,
  '--database',
  asAdmin.Database,
  '--secret-arn',
  asAdmin.SecretArn,
];

/** Runs one command of the AWS CLI, in the form that all of its releases take. */
function aws(operation: string, ...args: readonly string[]): Promise<string> {
  return runAgainst(api, 'aws', ['redshift-data', operation, '--endpoint-url', api.url, ...args]);
}

describe.runIf(has('aws', '--version'))('the AWS CLI', () => {
  it('runs a statement with parameters and gets its rows', async () => {
    const sql = 'SELECT id, name FROM loans WHERE name = :name';
    const { Id } = JSON.parse(
      await aws('execute-statement', ...where, '--sql', sql, '--parameters', 'name=name,value=second'),
    );
    await api.client('operator').send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }));

    expect(JSON.parse(await aws('get-statement-result', '--id', Id))).toMatchObject({
      Records: [[{ longValue: 2 }, { stringValue: 'second' }]],
      TotalNumRows: 1,
    });
  });

  it('tells an error by its name and text', async () => {
    await expect(aws('cancel-statement', '--id', '00000000-0000-4000-8000-000000000000')).rejects.toThrow(
      /An error occurred \(ResourceNotFoundException\) when calling the CancelStatement operation.*: Query does not exist\./,
    );
  });
});
