import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObjectiveName } from '../../../local/redshift-ml/learner/objective.ts';
import { saveModel } from '../../../local/redshift-ml/model/save-model.ts';
import { NO_PARENT } from '../../../local/redshift-ml/model/tree.ts';
import { type EngineUnderTest, openEngineUnderTest } from '../../redshift/engine-under-test.ts';
import { show } from './cases.ts';

let warehouse: EngineUnderTest;

/** A tree that answers -1 below 10 and where x0 is missing, else 1.25, for each class in turn with another sign. */
function modelOf(objective: ObjectiveName, numClass = 0): string {
  const trees = Array.from({ length: Math.max(1, numClass) }, (_, index) => ({
    leftChildren: Int32Array.of(1, -1, -1),
    rightChildren: Int32Array.of(2, -1, -1),
    parents: Int32Array.of(NO_PARENT, 0, 0),
    splitIndices: new Int32Array(3),
    splitConditions: Float32Array.of(10, index % 2 === 0 ? -1 : 1, index % 2 === 0 ? 1.25 : -1),
    defaultLeft: Uint8Array.of(1, 0, 0),
    baseWeights: new Float32Array(3),
    lossChanges: new Float32Array(3),
    sumHessian: new Float32Array(3),
  }));
  return saveModel({
    objective,
    numClass,
    scalePosWeight: 1,
    baseScore: 0.5,
    featureCount: 2,
    featureNames: ['x0', 'x1'],
    trees,
    treeClasses: trees.map((_, index) => index),
    attributes: {},
  });
}

const create = (name: string, from: string, types: string, returns: string) =>
  warehouse.run(
    `CREATE MODEL ${name} FROM '${from}' FUNCTION f_${name} (${types}) RETURNS ${returns} IAM_ROLE default SETTINGS (S3_BUCKET 'b')`,
  );

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  warehouse.putObject('regression.json', modelOf('reg:squarederror'));
  warehouse.putObject(
    'binary/model.tar.gz',
    gzipSync(createTar([{ name: 'xgboost-model', data: modelOf('binary:logistic') }])),
  );
  warehouse.putObject('softmax.json', modelOf('multi:softmax', 2));
  warehouse.putObject('softprob.json', modelOf('multi:softprob', 2));
  warehouse.putObject('notes.txt', 'hello');
});
afterAll(() => warehouse.discard());

describe('CREATE MODEL from a file', () => {
  it.each([
    ['regression.json', 'float', 'float8', 1.75, -0.5],
    ['regression.json', 'int', 'int4', 2, 0],
    ['regression.json', 'varchar', 'varchar', '1.75', '-0.5'],
    ['binary/model.tar.gz', 'boolean', 'bool', true, false],
    ['binary/model.tar.gz', 'int', 'int4', 1, 0],
    ['softmax.json', 'bigint', 'int8', 0, 1],
    ['softprob.json', 'int', 'int4', 0, 1],
  ])('of %s that RETURNS %s answers XGBoost’s prediction as %s', async (key, returns, type, high, low) => {
    await create('m', `s3://recourse-dev-data/${key}`, 'int, float', returns);

    const { columns, rows } = await warehouse.run('SELECT f_m(20, 1), f_m(NULL, 1)');

    expect(columns.map(({ typeName }) => typeName)).toEqual([type, type]);
    expect(rows[0]?.map((value) => (typeof value === 'number' ? value + 0 : value))).toEqual([high, low]);
    await warehouse.run('DROP MODEL m');
  });

  it('answers a probability as a number, and those of all classes as SUPER', async () => {
    await create('p', 's3://recourse-dev-data/binary/model.tar.gz', 'int, float', 'decimal(8,7)');
    await create('all_of_them', 's3://recourse-dev-data/softprob.json', 'int, float', 'super');

    const { rows } = await warehouse.run('SELECT f_p(20, 1), f_all_of_them(20, 1)');

    expect(Number(rows[0]?.[0])).toBeCloseTo(1 / (1 + Math.exp(-1.25)), 6);
    const probabilities: number[] = JSON.parse(String(rows[0]?.[1]));
    expect(probabilities).toHaveLength(2);
    expect(probabilities.reduce((sum, value) => sum + value)).toBeCloseTo(1, 6);
  });

  it('is ready at once, shows itself, and survives the file and a restart', async () => {
    await create('kept', 's3://recourse-dev-data/regression.json', 'int, float', 'float');

    expect(await show(warehouse, 'kept')).toContainEqual(['Model State', 'READY']);
    expect(await show(warehouse, 'kept')).toContainEqual(['Inference Type', 'Local']);
    expect(await show(warehouse, 'kept')).toContainEqual(['Function Parameter Types', 'int4 float8']);
    warehouse.putObject('regression.json', 'gone');
    expect(await warehouse.rows('SELECT f_kept(20, 1) AS answer')).toEqual([{ answer: 1.75 }]);
    warehouse.putObject('regression.json', modelOf('reg:squarederror'));
  });

  it.each([
    ['s3://recourse-dev-data/nothing', 'int, float', "ERROR: The specified S3 prefix 'nothing' does not exist"],
    [
      's3://recourse-dev-data/binary',
      'int, float',
      "ERROR: The specified S3 object 's3://recourse-dev-data/binary' does not exist",
    ],
    ['s3://../secrets', 'int, float', "ERROR: invalid S3 path 's3://../secrets'"],
    ['s3://recourse-dev-data/notes.txt', 'int, float', 'notes.txt: this is not an XGBoost model in JSON or UBJSON'],
    ['s3://recourse-dev-data/regression.json', 'int', 'takes 2 arguments; FUNCTION has 1 types'],
    ['s3://recourse-dev-data/regression.json', 'int, varchar', 'argument 2 of the model in'],
  ])('refuses %s with %s', async (from, types, message) => {
    await expect(create('m', from, types, 'int')).rejects.toMatchObject({
      name: 'SqlError',
      message: expect.stringContaining(message),
    });
    await expect(warehouse.run('SHOW MODEL m')).rejects.toThrow('ERROR: model "m" does not exist');
  });
  it.each(['date', 'timestamptz'])('refuses RETURNS %s, which no number can become', async (type) => {
    await expect(create('m', 's3://recourse-dev-data/regression.json', 'int, float', type)).rejects.toThrow(
      `ERROR: RETURNS ${type}: the model in s3://recourse-dev-data/regression.json answers numbers`,
    );
  });

  it('refuses a base_score that its objective cannot have', async () => {
    const json = modelOf('binary:logistic').replace(/"base_score":"[^"]*"/, '"base_score":"2E0"');
    warehouse.putObject('base.json', json);

    await expect(create('m', 's3://recourse-dev-data/base.json', 'int, float', 'int')).rejects.toThrow(
      'ERROR: s3://recourse-dev-data/base.json: base_score is 2; a logistic objective needs one between 0 and 1',
    );
  });
});
