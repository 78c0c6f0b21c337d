import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Progress } from '../../../local/redshift/engine.ts';
import { type EngineUnderTest, openEngineUnderTest } from '../../redshift/engine-under-test.ts';
import { trainModel } from '../../redshift/trained-model.ts';

let warehouse: EngineUnderTest;
const settings = "SETTINGS (S3_BUCKET 'b')";
const create = (rest: string) => warehouse.run(`CREATE MODEL m FROM ${rest}`);
const state = async (name: string) => {
  const [row] = await warehouse.rows('SELECT model_state FROM stv_ml_model_info WHERE model_name = :name', { name });
  return row?.model_state;
};

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  await warehouse.run(
    'CREATE TABLE cases (id INTEGER, x DOUBLE PRECISION, kind VARCHAR(5), day DATE, won BOOLEAN, grade VARCHAR(5), price DECIMAL(8,2))',
  );
  const lines = Array.from({ length: 1_200 }, (_, id) => {
    const x = (id * 37) % 100;
    const kind = ['a', 'b', 'c'][id % 3];
    const won = kind === 'a' ? x > 50 : x < 20;
    const grade = x < 33 ? 'low' : x < 66 ? 'mid' : 'high';
    return [id, x, kind, `202${id % 4}-01-15`, won, grade, (x * 2.5).toFixed(2)].join(',');
  });
  warehouse.putObject('cases.csv', lines.join('\n'));
  await warehouse.run(`COPY cases FROM 's3://recourse-dev-data/cases.csv' IAM_ROLE default CSV`);
});
afterAll(() => warehouse.discard());

describe('CREATE MODEL', () => {
  it('returns before the training ends, and its functions come when it is ready', async () => {
    const seen: Progress[] = [];
    warehouse.engine.onProgress((progress) => seen.push(progress));
    const functions = "SELECT proname FROM pg_proc WHERE proname LIKE 'wins%' ORDER BY proname";

    await warehouse.run(
      `CREATE MODEL public.winners FROM (SELECT x, kind, day, won FROM cases) PROBLEM_TYPE (binary_classification)
       TARGET won FUNCTION wins OBJECTIVE ('f1') IAM_ROLE 'arn:aws:iam::000000000000:role/ml' AUTO ON
       SETTINGS (S3_BUCKET 'b', MAX_CELLS 100000, S3_GARBAGE_COLLECT off, MAX_RUNTIME 600);`,
    );
    expect(await state('winners')).toBe('Train Model On SageMaker In Progress');
    expect(await warehouse.rows(functions)).toEqual([{ proname: 'wins' }]);
    await expect(warehouse.run("SELECT wins(1, 'a', '2020-01-15')")).rejects.toThrow(
      'ERROR: model public.winners is not ready for prediction',
    );
    await trainModel(warehouse, () => Promise.resolve(), 'winners');

    expect(await state('winners')).toBe('Model is Ready');
    expect((await warehouse.rows(functions)).map(({ proname }) => proname)).toEqual([
      'wins',
      'wins_prob',
      'wins_probabilities',
    ]);
    const work = seen.filter((progress) => progress.work === 'train');
    expect(work.at(-1)).toMatchObject({ name: 'winners', done: work.at(-1)?.total });
  });

  it("gives functions that answer with the target's type and with probabilities, best first", async () => {
    const { columns, rows } = await warehouse.run(
      `SELECT wins(90, 'a', '2020-01-15'::DATE) AS won, wins(90, 'b', '2020-01-15'::DATE) AS lost,
              wins_prob(90, 'a', '2020-01-15'::DATE) AS answer, wins_probabilities(90, 'a', '2020-01-15'::DATE) AS same`,
    );

    expect(columns.map(({ typeName }) => typeName)).toEqual(['bool', 'bool', 'super', 'super']);
    const [won, lost, answer, same] = rows[0] ?? [];
    expect([won, lost]).toEqual([true, false]);
    const { probabilities, labels }: { probabilities: number[]; labels: string[] } = JSON.parse(String(answer));
    expect(labels).toEqual(['t', 'f']);
    expect(probabilities[0]).toBeGreaterThan(0.8);
    expect((probabilities[0] ?? 0) + (probabilities[1] ?? 0)).toBeCloseTo(1, 12);
    expect(same).toBe(answer);
  });

  it('predicts from missing values and from categories that it never saw', async () => {
    const { rows } = await warehouse.run("SELECT wins(NULL, NULL, NULL), wins(:x, 'new', '2030-01-15')", { x: '10' });

    expect(rows[0]?.map((value) => typeof value)).toEqual(['boolean', 'boolean']);
  });

  it('learns more than two classes, and numbers', async () => {
    await trainModel(
      warehouse,
      () =>
        warehouse.run(
          `CREATE MODEL grades FROM (SELECT x, kind, grade FROM cases) TARGET grade FUNCTION graded IAM_ROLE default ${settings}`,
        ),
      'grades',
    );
    await trainModel(
      warehouse,
      () =>
        warehouse.run(
          `CREATE MODEL prices FROM (SELECT x, kind, price::FLOAT8 AS price FROM cases) TARGET price FUNCTION priced IAM_ROLE default PROBLEM_TYPE REGRESSION ${settings}`,
        ),
      'prices',
    );

    const { columns, rows } = await warehouse.run("SELECT graded(10, 'a'), graded_prob(90, 'a'), priced(50, 'b')");

    expect(columns.map(({ typeName }) => typeName)).toEqual(['varchar', 'super', 'float8']);
    expect(rows[0]?.[0]).toBe('low');
    expect(JSON.parse(String(rows[0]?.[1])).labels[0]).toBe('high');
    expect(Number(rows[0]?.[2])).toBeGreaterThan(110);
    expect(Number(rows[0]?.[2])).toBeLessThan(140);
    await expect(warehouse.run("SELECT priced_prob(50, 'b')")).rejects.toThrow('ERROR: function');
  });

  it.each([
    [
      `(SELECT x, won FROM cases LIMIT 499) TARGET won FUNCTION f IAM_ROLE default ${settings}`,
      'needs at least 500 rows with a value in "won"; the query gives 499',
    ],
    [
      `(SELECT x, won FROM cases WHERE won) TARGET won FUNCTION f IAM_ROLE default ${settings}`,
      'ERROR: CREATE MODEL needs at least 500 rows',
    ],
    [
      `(SELECT x, TRUE AS won FROM cases) TARGET won FUNCTION f IAM_ROLE default ${settings}`,
      'ERROR: CREATE MODEL needs two different values in "won"; all are true',
    ],
    [
      `(SELECT x, grade FROM cases) TARGET grade FUNCTION f IAM_ROLE default PROBLEM_TYPE BINARY_CLASSIFICATION ${settings}`,
      'ERROR: BINARY_CLASSIFICATION needs two values in "grade"; there are 3',
    ],
    [
      `(SELECT x FROM cases) TARGET won FUNCTION f IAM_ROLE default ${settings}`,
      'ERROR: TARGET column "won" is not in the training data',
    ],
    [`nowhere TARGET won FUNCTION f IAM_ROLE default ${settings}`, 'ERROR: relation "nowhere" does not exist'],
    [
      `(SELECT x, kind, day, won FROM cases) TARGET won FUNCTION wins IAM_ROLE default ${settings}`,
      'ERROR: function "wins" already exists with same argument types',
    ],
    [
      `(SELECT x, price FROM cases) TARGET price FUNCTION f IAM_ROLE default ${settings}`,
      'ERROR: TARGET column "price" must not be of type numeric',
    ],
    [
      `(SELECT x, day FROM cases) TARGET day FUNCTION f IAM_ROLE default ${settings}`,
      'ERROR: TARGET column "day" must not be of type date',
    ],
    [
      `(SELECT won FROM cases) TARGET won FUNCTION f IAM_ROLE default ${settings}`,
      'ERROR: CREATE MODEL needs a column besides the TARGET column',
    ],
    [
      `(SELECT x, JSON_PARSE('{}') AS extra, won FROM cases) TARGET won FUNCTION f IAM_ROLE default ${settings}`,
      'ERROR: column "extra" has a type that a model cannot be trained on',
    ],
    [
      `(SELECT ${Array.from({ length: 257 }, (_, index) => `x AS x${index}`).join(', ')}, won FROM cases)
       TARGET won FUNCTION f IAM_ROLE default ${settings}`,
      'ERROR: CREATE MODEL takes at most 256 feature columns; there are 257',
    ],
    [
      `(SELECT x, kind, won FROM cases) TARGET won FUNCTION f IAM_ROLE default AUTO OFF MODEL_TYPE XGBOOST
       OBJECTIVE 'binary:logistic' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT ${settings}`,
      'ERROR: column "kind" is of type varchar; AUTO OFF takes numbers and BOOLEAN only',
    ],
    [`cases TARGET won FUNCTION f IAM_ROLE default HURRY UP ${settings}`, 'ERROR: syntax error at or near "hurry"'],
  ])('refuses FROM %s', async (rest, message) => {
    await expect(create(rest)).rejects.toMatchObject({ name: 'SqlError', message: expect.stringContaining(message) });
    expect(await state('m')).toBeUndefined();
  });

  it('fails with the reason when the training fails, and can then only be dropped', async () => {
    await trainModel(
      warehouse,
      () =>
        create(
          `(SELECT x, kind, won FROM cases) TARGET won FUNCTION f IAM_ROLE default OBJECTIVE 'MSE' PROBLEM_TYPE BINARY_CLASSIFICATION ${settings}`,
        ),
      'm',
    );

    expect(await state('m')).toBe('Failed');
    const shown = await warehouse.rows('SHOW MODEL m');
    expect(shown).toContainEqual({ Key: 'Model State', Value: 'FAILED' });
    expect(shown.find(({ Key }) => Key === 'Failure Reason')?.Value).toMatch(/objective MSE does not fit/);
    await expect(create(`cases TARGET won FUNCTION f IAM_ROLE default ${settings}`)).rejects.toThrow(
      'ERROR: model "m" already exists',
    );
    await warehouse.run('DROP MODEL m');
    await expect(warehouse.run('SHOW MODEL m')).rejects.toThrow('ERROR: model "m" does not exist');
  });
});

describe('DROP MODEL', () => {
  it('ends the training', async () => {
    await create(`(SELECT x, kind, won FROM cases) TARGET won FUNCTION f IAM_ROLE default ${settings}`);
    expect(await state('m')).toBe('Train Model On SageMaker In Progress');

    await warehouse.run('DROP MODEL m');

    expect(await state('m')).toBeUndefined();
    expect(
      await trainModel(
        warehouse,
        () => create(`(SELECT x, kind, won FROM cases) TARGET won FUNCTION f IAM_ROLE default ${settings}`),
        'm',
      ),
    ).toContain('Model is Ready');
  });

  it('removes functions, file and grants', async () => {
    const files = () => readdirSync(join(warehouse.folder, 'warehouse/models'));
    const before = files().length;
    await warehouse.run('GRANT EXECUTE ON MODEL m TO PUBLIC');

    await warehouse.run('DROP MODEL IF EXISTS m');
    await warehouse.run('DROP MODEL IF EXISTS m');

    expect(files()).toHaveLength(before - 1);
    expect(await warehouse.rows("SELECT * FROM svv_ml_model_privileges WHERE model_name = 'm'")).toEqual([]);
    await expect(warehouse.run("SELECT f(1, 'a')")).rejects.toThrow(
      'ERROR: function f(integer, "unknown") does not exist',
    );
    await expect(warehouse.run('DROP MODEL m')).rejects.toThrow('ERROR: model "m" does not exist');
    expect(existsSync(join(warehouse.folder, 'warehouse'))).toBe(true);
  });
});

describe('SHOW MODEL', () => {
  it('shows what the model is and how well it did', async () => {
    const shown = await warehouse.rows('SHOW MODEL winners');

    const value = (key: string) => shown.find(({ Key }) => Key === key)?.Value;
    expect(shown[0]).toEqual({ Key: 'Model Name', Value: 'winners' });
    expect(value('Creation Time')).toMatch(/^[A-Z][a-z]{2}, \d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/);
    expect(value('Model State')).toBe('READY');
    expect(Number(value('validation:f1_binary'))).toBeGreaterThan(0.8);
    expect(value('Target Column')).toBe('WON');
    expect(value('Problem Type')).toBe('BinaryClassification');
    expect(value('Objective')).toBe('F1');
    expect(value('Function Parameters')).toBe('x kind day');
    expect(value('Function Parameter Types')).toBe('float8 varchar date');
    expect(value('S3 Bucket')).toBe('b');
  });

  it('lists all models', async () => {
    expect(await warehouse.rows('SHOW MODEL ALL')).toContainEqual({ 'Schema Name': 'public', 'Model Name': 'winners' });
  });
});
