import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from '../../redshift/engine-under-test.ts';
import { type OpenDataApi, openDataApi } from '../open-data-api.ts';
import { asAdmin } from '../run.ts';
import { has, runAgainst } from './command-line.ts';

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

const script = fileURLToPath(new URL('boto3_script.py', import.meta.url));

describe.runIf(has('python3', '-c', 'import boto3'))('boto3', () => {
  it('gets what it expects of statements, batches, parameters, errors and pages', async () => {
    const { WorkgroupName, Database, SecretArn } = asAdmin;

    const seen = JSON.parse(await runAgainst(api, 'python3', [script, WorkgroupName, Database, SecretArn]));

    expect(seen).toEqual({
      created: ['FINISHED', false, true],
      batch: ['FINISHED', 'FINISHED'],
      count: [[{ longValue: 2 }]],
      records: [
        [{ longValue: 1 }, { stringValue: 'a' }],
        [{ longValue: 2 }, { isNull: true }],
      ],
      types: ['int4', 'varchar'],
      failed: ['FAILED', 'ERROR: relation "absent" does not exist'],
      refused: ['ResourceNotFoundException', true],
      pages: [2, 2],
    });
  });
});
