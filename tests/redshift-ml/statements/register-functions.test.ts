import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { compileModel } from '../../../local/redshift-ml/model/compile-model.ts';
import { saveModel } from '../../../local/redshift-ml/model/save-model.ts';
import { NO_PARENT } from '../../../local/redshift-ml/model/tree.ts';
import { compileFunctions } from '../../../local/redshift-ml/statements/register-functions.ts';

/** x0 < 2 ? (x1 < 0.5 ? -1 : 0) : 4; a missing x0 goes left, a missing x1 right. */
const tree = {
  leftChildren: Int32Array.of(1, 3, -1, -1, -1),
  rightChildren: Int32Array.of(2, 4, -1, -1, -1),
  parents: Int32Array.of(NO_PARENT, 0, 0, 1, 1),
  splitIndices: Int32Array.of(0, 1, 0, 0, 0),
  splitConditions: Float32Array.of(2, 0.5, 4, -1, 0),
  defaultLeft: Uint8Array.of(1, 0, 0, 0, 0),
  baseWeights: new Float32Array(5),
  lossChanges: new Float32Array(5),
  sumHessian: new Float32Array(5),
};

function modelOf(objective: 'reg:squarederror' | 'binary:logistic'): string {
  return saveModel({
    objective,
    numClass: 0,
    scalePosWeight: 1,
    baseScore: 0.5,
    featureCount: 2,
    featureNames: ['x0', 'x1'],
    trees: [tree],
    treeClasses: [0],
    attributes: {},
  });
}

const description = {
  kind: 'train',
  function: 'score',
  features: [
    { name: 'x0', type: 'float8' },
    { name: 'x1', type: 'float8' },
  ],
  returnType: 'float8',
  iamRole: 'default',
  bucket: 'b',
  kmsKeyId: undefined,
  maxRuntimeSeconds: 5400,
  training: undefined,
} as const;

async function scoreTable(modelJson: string, isCancelled = () => false) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  compileFunctions({ modelJson, description }, isCancelled)(connection, (kind) => `score_${kind}`);
  await connection.run(
    `CREATE TABLE cases AS SELECT CASE WHEN i % 7 > 0 THEN (i % 4)::DOUBLE END AS x0,
                                  CASE WHEN i % 31 > 0 THEN (i % 2)::DOUBLE END AS x1 FROM range(9000) t (i)`,
  );
  const answer = await connection.runAndReadAll('SELECT x0, x1, score_label(x0, x1) FROM cases');
  const [x0 = [], x1 = [], scores = []] = answer.getColumnsJS();
  return { columns: [x0, x1] as Array<Array<number | null>>, scores };
}

describe('a scoring function in SQL', () => {
  it('answers for a table of many chunks as the scorer does, NULL or not', async () => {
    const modelJson = modelOf('reg:squarederror');

    const { columns, scores } = await scoreTable(modelJson);

    expect(scores).toEqual([...compileModel(modelJson).scoreRows(columns, 9000)]);
    expect(new Set(scores)).toEqual(new Set([-0.5, 0.5, 4.5]));
  });

  it('answers the likelier class, and the first when both are', async () => {
    const { columns, scores } = await scoreTable(modelOf('binary:logistic'));

    const expected = columns[0]?.map((x0) => Number(x0 !== null && x0 >= 2));
    expect(scores).toEqual(expected);
  });

  it('ends when its statement is cancelled', async () => {
    await expect(scoreTable(modelOf('reg:squarederror'), () => true)).rejects.toThrow('the statement was cancelled');
  });
});
