import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest, settings } from './engine-under-test.ts';
import { loanHistoryCsv, strategies } from './loan-history.ts';
import { trainModel } from './trained-model.ts';

const reader = 'IAMR:reader';
let warehouse: EngineUnderTest;
const asReader = (sql: string) => warehouse.run(sql, {}, reader);
const admin = (sql: string) => warehouse.run(sql);
const call = (name: string) =>
  `SELECT ${name}(30, 'Male', 1, 'Home', 1, 0.1, 12, 10.0, 400, 'Employed', 'Single', 'Forbearance', 0, 0) AS answer`;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  for (const table of ['schema', 'loan_history', 'model_registry', 'strategies'])
    await warehouse.runFile(`tables/${table}.sql`);
  await warehouse.runFile('tables/fill_strategies.sql', { strategies: JSON.stringify(strategies) });
  warehouse.putObject(settings.data_key, loanHistoryCsv(1_000));
  await warehouse.runFile('load/copy_loan_history.sql');
  await trainModel(warehouse, () => warehouse.runFile('model/create_model.sql'));
  await admin('CREATE TABLE public.notes (note VARCHAR(10))');
});
afterAll(() => warehouse.discard());

describe('a user', () => {
  it('is made when it first connects, and may read system tables', async () => {
    await asReader('SELECT 1');

    const users = await warehouse.rows('SELECT usename, usesuper FROM pg_user ORDER BY usename', {}, reader);

    expect(users).toEqual([
      { usename: reader, usesuper: false },
      { usename: 'admin', usesuper: true },
      { usename: 'rdsdb', usesuper: true },
    ]);
  });

  it.each([
    ['SELECT * FROM recourse.strategies', 'ERROR: permission denied for schema recourse'],
    ['SELECT * FROM public.notes', 'ERROR: permission denied for relation notes'],
    ['SELECT * FROM notes', 'ERROR: permission denied for relation notes'],
    ['WITH notes AS (SELECT * FROM notes) SELECT * FROM notes', 'ERROR: permission denied for relation notes'],
    [
      'WITH a AS (SELECT 1 AS x), notes AS (SELECT 2 AS x) SELECT (SELECT MAX(note) FROM public.notes)',
      'ERROR: permission denied for relation notes',
    ],
    ['SELECT 1 WHERE EXISTS (SELECT 1 FROM notes)', 'ERROR: permission denied for relation notes'],
    ['SELECT 1 ORDER BY (SELECT MAX(note) FROM notes)', 'ERROR: permission denied for relation notes'],
    ['SELECT 1 UNION ALL (SELECT 2 FROM notes)', 'ERROR: permission denied for relation notes'],
    ["INSERT INTO notes VALUES ('x')", 'ERROR: permission denied for relation notes'],
    ["UPDATE notes SET note = 'x'", 'ERROR: permission denied for relation notes'],
    ['DELETE FROM notes', 'ERROR: permission denied for relation notes'],
    ['TRUNCATE notes', 'ERROR: permission denied for relation notes'],
    [`COPY notes FROM 's3://${settings.bucket}/x' IAM_ROLE default CSV`, 'ERROR: permission denied for relation notes'],
    ['DROP TABLE notes', 'ERROR: must be owner of relation notes'],
    ['CREATE TABLE recourse.mine (n INTEGER)', 'ERROR: permission denied for schema recourse'],
    ['CREATE SCHEMA mine', 'ERROR: permission denied for database recourse'],
    ['CREATE USER other PASSWORD DISABLE', 'ERROR: must be superuser to create users'],
    ['CREATE ROLE other', 'ERROR: must be superuser to create roles'],
    [`GRANT SELECT ON TABLE notes TO "${reader}"`, 'ERROR: permission denied for relation notes'],
    ['DROP MODEL recourse.predict_outcome_v1', 'ERROR: permission denied for schema recourse'],
    ['SHOW MODEL recourse.predict_outcome_v1', 'ERROR: permission denied for schema recourse'],
    [call('recourse.predict_outcome_v1_prob'), 'ERROR: permission denied for schema recourse'],
  ])('without grants may not: %s', async (sql, message) => {
    await expect(asReader(sql)).rejects.toMatchObject({ name: 'SqlError', message });
  });

  it('gains what is granted to it, its roles and PUBLIC, and loses what is revoked', async () => {
    const read = 'SELECT COUNT(*) AS n FROM recourse.strategies';
    await admin('CREATE ROLE clerk');
    await admin('CREATE ROLE staff');
    await admin('GRANT ROLE staff TO ROLE clerk');
    await admin(`GRANT ROLE clerk TO "${reader}"`);
    await admin('GRANT USAGE ON SCHEMA recourse TO ROLE staff');
    await expect(asReader(read)).rejects.toThrow('ERROR: permission denied for relation strategies');
    await admin('GRANT SELECT ON recourse.strategies, public.notes TO PUBLIC');
    expect((await asReader(read)).rows).toEqual([[6]]);

    await admin('REVOKE SELECT ON TABLE recourse.strategies FROM PUBLIC');
    await expect(asReader(read)).rejects.toThrow('ERROR: permission denied for relation strategies');
    await admin(`GRANT ALL ON TABLE recourse.strategies TO "${reader}"`);
    expect((await asReader(read)).rows).toEqual([[6]]);
    await admin(`REVOKE ALL PRIVILEGES ON recourse.strategies FROM "${reader}"`);
    await expect(asReader(read)).rejects.toThrow('ERROR: permission denied for relation strategies');
  });

  it('calls a model only with EXECUTE on it, by no other name', async () => {
    const denied = 'ERROR: permission denied for function or procedure predict_outcome_v1_prob';
    await admin(`GRANT USAGE ON SCHEMA recourse TO "${reader}"`);
    await expect(asReader(call('recourse.predict_outcome_v1_prob'))).rejects.toThrow(denied);
    await expect(asReader(`${call('recourse.predict_outcome_v1_prob')} FROM (SELECT 1) AS one`)).rejects.toThrow(
      denied,
    );

    await admin(`GRANT EXECUTE ON MODEL recourse.predict_outcome_v1 TO "${reader}"`);

    expect((await asReader(call('recourse.predict_outcome_v1_prob'))).columns[0]?.typeName).toBe('super');
    expect((await asReader(call('recourse.predict_outcome_v1'))).columns[0]?.typeName).toBe('bool');
    const shown = await warehouse.rows('SHOW MODEL recourse.predict_outcome_v1', {}, reader);
    expect(shown).toContainEqual({ Key: 'Model State', Value: 'READY' });
    expect(shown.map(({ Key }) => Key)).not.toContain('S3 Bucket');
    await expect(asReader('DROP MODEL recourse.predict_outcome_v1')).rejects.toThrow(
      'ERROR: must be owner of model predict_outcome_v1',
    );
  });

  it('reaches a model by none of the names that DuckDB knows', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => 100 + index);
    const names = ids.flatMap((id) => ['label', 'probability'].map((kind) => `redshift_model_${id}_${kind}`));
    for (const name of ['predict_outcome_v1_prob', ...names.flatMap((one) => [one, `"${one}"`, `main.${one}`])]) {
      await expect(asReader(call(name)), name).rejects.toThrow(/^ERROR: function .* does not exist$/);
    }
  });
});

describe('the admin', () => {
  it.each([
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT getenv('HOME')",
    "SELECT current_setting('memory_limit')",
    'SELECT * FROM duckdb_settings()',
    'SELECT * FROM pg_settings',
    'SELECT * FROM sqlite_master',
    'SELECT * FROM information_schema.character_sets',
    'SELECT * FROM duckdb_tables()',
    'SELECT * FROM redshift_catalog.base_relations',
    'SELECT * FROM redshift_information_schema.nothing',
    "SELECT redshift_caller('user')",
    'SELECT * FROM redshift_catalog.users',
    'SELECT * FROM redshift_database.redshift_catalog.users',
    "INSERT INTO redshift_catalog.users VALUES (1, 'x', true)",
    'SELECT * FROM (DESCRIBE notes)',
    'SELECT * FROM (SHOW TABLES)',
    "SELECT * FROM query('SELECT 1')",
    "SELECT * FROM query_table('notes')",
    "SELECT json_execute_serialized_sql('x')",
    'FROM notes',
    'TABLE notes',
    "ATTACH '/tmp/x.duckdb'",
    "COPY notes TO '/tmp/x.csv'",
    'PRAGMA database_list',
    'INSTALL httpfs',
    'LOAD httpfs',
    'SET threads = 1',
    'RESET threads',
    "EXPORT DATABASE '/tmp/x'",
    'CREATE MACRO m() AS 1',
    'CALL pragma_version()',
    'CHECKPOINT',
    'USE main',
    'CREATE SCHEMA redshift_catalog',
    'PIVOT notes ON note',
  ])('has no way out of Redshift by: %s', async (sql) => {
    await expect(admin(sql)).rejects.toMatchObject({ name: 'SqlError' });
  });

  it.each([
    ['GRANT SELECT ON TABLE nothing TO PUBLIC', 'ERROR: relation "nothing" does not exist'],
    ['GRANT EXECUTE ON MODEL recourse.nothing TO PUBLIC', 'ERROR: model "recourse.nothing" does not exist'],
    ['GRANT SELECT ON notes TO nobody', 'ERROR: user "nobody" does not exist'],
    ['GRANT SELECT ON notes TO ROLE nobody', 'ERROR: role "nobody" does not exist'],
    ['GRANT EXECUTE ON notes TO PUBLIC', 'ERROR: invalid privilege type EXECUTE for relation'],
    [`CREATE USER "${reader}" PASSWORD DISABLE`, `ERROR: user "${reader}" already exists`],
    ['CREATE ROLE clerk', 'ERROR: role "clerk" already exists'],
    ['DROP SCHEMA recourse', 'ERROR: cannot drop schema recourse because other objects depend on it'],
  ])('is told what is wrong: %s', async (sql, message) => {
    await expect(admin(sql)).rejects.toThrow(message);
  });
});
