import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineUnderTest } from '../../redshift/engine-under-test.ts';
import { openCases, show, train } from './cases.ts';

let warehouse: EngineUnderTest;
const xgboost = (objective: string, except: string) =>
  `AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE '${objective}' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (${except})`;

beforeAll(async () => {
  warehouse = await openCases();
});
afterAll(() => warehouse.discard());

describe('a model of AUTO OFF MODEL_TYPE XGBOOST', () => {
  it.each([
    ['binary:logistic', 'won', 'bool', true, false, 'train:error'],
    ['binary:logistic', 'flag', 'int2', 1, 0, 'train:error'],
    ['binary:hinge', 'flag', 'int2', 1, 0, 'train:error'],
    ['multi:softmax', 'class', 'int8', 2, 0, 'train:merror'],
    ['reg:squarederror', 'price', 'float4', 222.5, 27.5, 'train:rmse'],
    ['reg:logistic', 'flag', 'int2', 1, 0, 'train:rmse'],
  ])('of %s answers with the type of its target %s, %s', async (objective, target, type, high, low, metric) => {
    const classes = objective === 'multi:softmax' ? ", num_class '3'" : '';
    const name = `m_${objective.replace(/\W/, '_')}_${target}`;
    await train(
      warehouse,
      name,
      `FROM (SELECT x, ${target} FROM cases) TARGET ${target} FUNCTION f_${name} ${xgboost(objective, `num_round '25'${classes}`)}`,
    );

    const { columns, rows } = await warehouse.run(`SELECT f_${name}(89), f_${name}(11), f_${name}(NULL)`);

    expect(columns.map(({ typeName }) => typeName)).toEqual([type, type, type]);
    const [isHigh, isLow, ofNull] = rows[0] ?? [];
    if (typeof high === 'number' && type.startsWith('float')) {
      expect(Number(isHigh)).toBeCloseTo(high, -1);
      expect(Number(isLow)).toBeCloseTo(Number(low), -1);
    } else expect([isHigh, isLow]).toEqual([high, low]);
    expect(ofNull).not.toBeNull();
    expect((await show(warehouse, name)).map(([key]) => key)).toContain(metric);
    await expect(warehouse.run(`SELECT f_${name}_prob(1)`)).rejects.toThrow(`ERROR: function f_${name}_prob(`);
  });

  it('shows what it was trained with, and how', async () => {
    await train(
      warehouse,
      'shown',
      `FROM cases_numbers TARGET flag FUNCTION f_shown ${xgboost('binary:logistic', "max_depth '2', eval_metric 'auc,logloss'")}`.replace(
        'cases_numbers',
        '(SELECT x, flag FROM cases WHERE id >= 0 ORDER BY x)',
      ),
    );

    const rows = await show(warehouse, 'shown');

    expect(rows.map(([key]) => key)).toEqual([
      'Model Name',
      'Schema Name',
      'Owner',
      'Creation Time',
      'Model State',
      'train:auc',
      'train:logloss',
      'Estimated Cost',
      '',
      'TRAINING DATA:',
      'Query',
      '',
      '',
      '',
      'Target Column',
      '',
      'PARAMETERS:',
      'Model Type',
      'Training Job Name',
      'Function Name',
      'Function Parameters',
      'Function Parameter Types',
      'IAM Role',
      'S3 Bucket',
      'Max Runtime',
      '',
      'HYPERPARAMETERS:',
      'eval_metric',
      'max_depth',
      'num_round',
      'objective',
    ]);
    expect(rows).toContainEqual(['Query', 'SELECT X, FLAG']);
    expect(rows).toContainEqual(['', 'WHERE ID >= 0']);
    expect(rows).toContainEqual(['train:auc', '1.000000']);
    expect(rows).toContainEqual(['Estimated Cost', '0.000000']);
    expect(rows).toContainEqual(['Function Parameter Types', 'float8']);
    expect(rows.find(([key]) => key === 'Training Job Name')?.[1]).toMatch(/^redshiftml-\d{20}-xgboost$/);
  });

  it('holds rows back to stop early by them', async () => {
    await train(
      warehouse,
      'early',
      `FROM (SELECT x, class FROM cases) TARGET class FUNCTION f_early ${xgboost('multi:softmax', "num_class '3', early_stopping_rounds '2'")}`,
    );

    const keys = (await show(warehouse, 'early')).map(([key]) => key);

    expect(keys).toContain('train:merror');
    expect(keys).toContain('validation:merror');
  });

  it.each([
    ['binary:logistic', 'class', "num_round '2'", 'label must be in [0,1] for logistic regression'],
    ['multi:softmax', 'class', "num_class '2'", 'SoftmaxMultiClassObj: label must be in [0, num_class).'],
    ['reg:logistic', 'price', "num_round '2'", 'label must be in [0,1] for logistic regression'],
  ])('of %s fails in words of XGBoost when it cannot learn %s', async (objective, target, except, reason) => {
    await train(
      warehouse,
      'failing',
      `FROM (SELECT x, ${target} FROM cases) TARGET ${target} FUNCTION f_failing ${xgboost(objective, except)}`,
    );

    expect(await show(warehouse, 'failing')).toContainEqual(['Failure Reason', reason]);
    await warehouse.run('DROP MODEL failing');
  });

  it.each([
    ["'Infinity'::float", 'x', xgboost('reg:squarederror', "num_round '2'"), 'Label contains NaN, infinity or'],
    ['1e39::float', 'x', '', 'Label contains NaN, infinity or a value too large.'],
    [
      'x',
      "'-Infinity'::float",
      xgboost('reg:squarederror', "num_round '2'"),
      'column feature: Input data contains `inf`',
    ],
    ['x', '1e300::float', '', 'column feature: Input data contains `inf` or a value too large'],
  ])('or of AUTO fails when a target is %s, or a feature %s', async (target, feature, clauses, reason) => {
    const rows = `SELECT CASE id WHEN 7 THEN ${feature} ELSE x END AS feature, CASE id WHEN 7 THEN ${target} ELSE x END AS y`;
    await train(warehouse, 'failing', `FROM (${rows} FROM cases) TARGET y FUNCTION f_failing ${clauses}`);

    const shown = new Map((await show(warehouse, 'failing')).map(([key = '', value]) => [key, value]));

    expect(shown.get('Failure Reason')).toContain(reason);
    await warehouse.run('DROP MODEL failing');
  });

  it('parts the largest number from the missing ones', async () => {
    const rows = 'SELECT CASE WHEN flag = 1 THEN 3.4e38::float END AS feature, flag FROM cases';
    await train(
      warehouse,
      'large',
      `FROM (${rows}) TARGET flag FUNCTION f_large ${xgboost('binary:logistic', "num_round '2'")}`,
    );

    expect((await warehouse.run('SELECT f_large(3.4e38), f_large(NULL)')).rows).toEqual([[1, 0]]);
  });

  it('shows a metric that its rows have not', async () => {
    await train(
      warehouse,
      'one_class',
      `FROM (SELECT x, 1 AS y FROM cases) TARGET y FUNCTION f_one_class ${xgboost('binary:logistic', "num_round '2', eval_metric 'aucpr'")}`,
    );

    expect(await show(warehouse, 'one_class')).toContainEqual(['train:aucpr', 'nan']);
  });

  it('answers no whole number that its target’s type has not', async () => {
    await train(
      warehouse,
      'narrow',
      `FROM (SELECT x, 32767::SMALLINT AS y FROM cases) TARGET y FUNCTION f_narrow ${xgboost('reg:squarederror', "num_round '1', base_score '40000'")}`,
    );

    await expect(warehouse.run('SELECT f_narrow(1)')).rejects.toThrow('ERROR: smallint out of range');
  });
});

describe('a BIGINT target beyond 2^53', () => {
  it('is told apart to the last digit', async () => {
    await train(
      warehouse,
      'exact',
      'FROM (SELECT x, CASE WHEN won THEN 9007199254740993 ELSE 9007199254740992 END AS y FROM cases) TARGET y FUNCTION f_exact',
    );

    const { rows } = await warehouse.run('SELECT f_exact(99)::VARCHAR, f_exact(1)::VARCHAR');

    expect(rows).toEqual([['9007199254740993', '9007199254740992']]);
  });
});
