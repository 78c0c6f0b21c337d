import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineUnderTest } from '../../redshift/engine-under-test.ts';
import { trainModel } from '../../redshift/trained-model.ts';
import { openCases, show, train } from './cases.ts';

let warehouse: EngineUnderTest;
const stump = (objective: string) =>
  `AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE '${objective}' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (num_round '5')`;

beforeAll(async () => {
  warehouse = await openCases();
  await train(
    warehouse,
    'by_number',
    `FROM (SELECT x, flag FROM cases) TARGET flag FUNCTION guess ${stump('binary:logistic')}`,
  );
  await train(warehouse, 'by_text', 'FROM (SELECT kind, won FROM cases) TARGET won FUNCTION guess');
});
afterAll(() => warehouse.discard());

describe('functions of one name', () => {
  it('are chosen by the types of their arguments, and by their number', async () => {
    await train(
      warehouse,
      'by_two',
      `FROM (SELECT x, id, price FROM cases) TARGET price FUNCTION guess ${stump('reg:squarederror')}`,
    );

    const { columns, rows } = await warehouse.run(
      "SELECT guess(99), guess(x), guess('a'), guess(kind), guess(x, id), guess_prob('a') FROM cases LIMIT 1",
    );

    expect(columns.map(({ typeName }) => typeName)).toEqual(['int2', 'int2', 'bool', 'bool', 'float4', 'super']);
    expect(rows[0]?.[0]).toBe(1);
  });

  it('go with their models, one by one', async () => {
    await warehouse.run('DROP MODEL by_two');
    await warehouse.run('DROP MODEL by_text');

    await expect(warehouse.run("SELECT guess('a'::VARCHAR)")).rejects.toThrow(
      'ERROR: function guess(character varying) does not exist',
    );
    expect(await warehouse.rows('SELECT guess(99) AS answer')).toEqual([{ answer: 1 }]);
  });

  it('must not take the same types twice', async () => {
    await expect(
      train(
        warehouse,
        'twin',
        `FROM (SELECT x, flag FROM cases) TARGET flag FUNCTION guess ${stump('binary:logistic')}`,
      ),
    ).rejects.toThrow('ERROR: function "guess" already exists with same argument types');
  });

  it('must not be a SQL function’s and a model’s', async () => {
    const makeFunction = (name: string) =>
      warehouse.run(`CREATE FUNCTION ${name} (int) RETURNS int STABLE AS $$ SELECT $1 $$ LANGUAGE sql`);
    await makeFunction('taken');

    await expect(
      train(
        warehouse,
        'second',
        `FROM (SELECT x, flag FROM cases) TARGET flag FUNCTION taken ${stump('reg:logistic')}`,
      ),
    ).rejects.toThrow(`ERROR: a SQL function of the same name as a model's, "taken", is not supported`);
    await expect(makeFunction('guess')).rejects.toThrow('"guess", is not supported by the local engine');
  });

  it('come after Redshift’s own, unless the schema is named', async () => {
    await train(warehouse, 'own', `FROM (SELECT x, flag FROM cases) TARGET flag FUNCTION abs ${stump('reg:logistic')}`);

    expect((await warehouse.run('SELECT abs(-7), public.abs(99)')).rows).toEqual([[7, 1]]);
    await warehouse.run('DROP MODEL own');
  });

  it('are unknown with another number of arguments', async () => {
    await expect(warehouse.run('SELECT guess(1, 2.5)')).rejects.toThrow(
      'ERROR: function guess(integer, numeric) does not exist',
    );
    await expect(warehouse.run('SELECT guess()')).rejects.toThrow(/^ERROR: function guess\(.*\) does not exist$/);
  });
});

describe('functions of Redshift ML itself', () => {
  it.each(["EXPLAIN_MODEL('public.by_number')", 'FORECAST(by_number)'])('refuse %s by name', async (call) => {
    const name = call.split('(')[0];

    await expect(warehouse.run(`SELECT ${call}`)).rejects.toThrow(
      `ERROR: ${name} is not supported by the local engine`,
    );
  });
});

describe('a model in a schema', () => {
  it('gives its function to that schema, also when a session’s path leads there', async () => {
    await warehouse.run('CREATE SCHEMA other');
    await train(
      warehouse,
      'other.placed',
      `FROM (SELECT x, won FROM cases) TARGET won FUNCTION placed ${stump('binary:logistic')}`,
    ).catch(() => undefined);
    await trainModel(warehouse, async () => undefined, 'placed');

    expect(await warehouse.rows('SELECT other.placed(99) AS answer')).toEqual([{ answer: true }]);
    await expect(warehouse.run('SELECT placed(99)')).rejects.toThrow('ERROR: function placed(integer) does not exist');
  });

  it('is trained on when its session has long ended', async () => {
    const statement = (sql: string) => ({
      id: sql,
      sql,
      parameters: [],
      user: 'admin',
      database: 'dev',
      session: 'short',
    });
    await warehouse.engine.execute(statement('CREATE TEMP TABLE own AS SELECT x, won FROM cases'));
    await trainModel(
      warehouse,
      async () => {
        await warehouse.engine.execute(
          statement(
            "CREATE MODEL from_own FROM own TARGET won FUNCTION own_guess IAM_ROLE default SETTINGS (S3_BUCKET 'b')",
          ),
        );
        await warehouse.engine.closeSession('short');
      },
      'from_own',
    );

    expect(await warehouse.rows('SELECT own_guess(99) AS answer')).toEqual([{ answer: true }]);
  });
});

describe('SHOW MODEL', () => {
  it('keeps role, bucket, key and cost from who may only execute the model', async () => {
    const sql = `CREATE MODEL secret FROM (SELECT x, won FROM cases) TARGET won FUNCTION f_secret IAM_ROLE default
      PREPROCESSORS '[{"ColumnSet": ["x"], "Transformers": ["Imputer", "StandardScaler"]}]'
      SETTINGS (S3_BUCKET 'b', KMS_KEY_ID 'key', TAGS 'team=risk')`;
    await trainModel(warehouse, () => warehouse.run(sql), 'secret');
    await warehouse.run('CREATE USER reader PASSWORD DISABLE');
    await warehouse.run('GRANT EXECUTE ON MODEL secret TO reader');

    const owned = await show(warehouse, 'secret');
    const seen = await show(warehouse, 'secret', 'reader');

    const hidden = ['Estimated Cost', 'IAM Role', 'S3 Bucket', 'KMS Key'];
    expect(owned.map(([key]) => key)).toEqual(expect.arrayContaining(hidden));
    expect(seen).toEqual(owned.filter(([key]) => !hidden.includes(key ?? '')));
    expect(owned).toContainEqual(['', 'f_secret_prob']);
    expect(owned).toContainEqual(['Model Type', 'xgboost']);
    expect((await warehouse.run('SHOW MODEL ALL', {}, 'reader')).rows).toEqual([['public', 'secret']]);
  });

  it('names the table of AUTO ON, and says no more than it knows while it trains', async () => {
    await warehouse.run(
      "CREATE MODEL young FROM cases TARGET won FUNCTION f_young IAM_ROLE default SETTINGS (S3_BUCKET 'b')",
    );

    const rows = await show(warehouse, 'young');

    expect(rows).toContainEqual(['Model State', 'TRAINING']);
    expect(rows).toContainEqual(['Table', 'cases']);
    expect(rows).toContainEqual(['Model Type', 'auto']);
    expect(rows).toContainEqual(['Problem Type', '']);
    expect(rows.map(([key]) => key)).not.toContain('Estimated Cost');
    await warehouse.run('DROP MODEL young');
  });
});

describe('a training', () => {
  it('fails in Autopilot’s words when MAX_RUNTIME ends before there is a model', async () => {
    const sql = `CREATE MODEL late FROM cases TARGET won FUNCTION f_late IAM_ROLE default
      SETTINGS (S3_BUCKET 'b', MAX_RUNTIME 0)`;

    await trainModel(warehouse, () => warehouse.run(sql), 'late');

    expect(await show(warehouse, 'late')).toContainEqual(['Failure Reason', 'Autopilot candidate has no models']);
  });

  it('samples as many rows as MAX_CELLS allows, and wants no fewer than 500', async () => {
    const create = (maxCells: number) =>
      warehouse.run(`CREATE MODEL sampled FROM (SELECT x, won FROM cases) TARGET won FUNCTION f_sampled IAM_ROLE default
        SETTINGS (S3_BUCKET 'b', MAX_CELLS ${maxCells})`);

    await expect(create(998)).rejects.toThrow('ERROR: CREATE MODEL needs at least 500 rows');
    await trainModel(warehouse, () => create(1000), 'sampled');

    expect(await show(warehouse, 'sampled')).toContainEqual(['Model State', 'READY']);
  });
});
