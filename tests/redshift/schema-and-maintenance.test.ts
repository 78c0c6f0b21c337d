import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from './engine-under-test.ts';

let warehouse: EngineUnderTest;
const run = (sql: string, user?: string) => warehouse.run(sql, {}, user);

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  await run('SELECT 1', 'other');
  await run('CREATE TABLE t (a INT, b INT)');
  await run('CREATE VIEW v AS SELECT a FROM t');
});
afterAll(() => warehouse.discard());

describe('a schema', () => {
  it('drops when it is empty, or with all that is in it', async () => {
    await run('CREATE SCHEMA full_one');
    await run('CREATE TABLE full_one.t (a INT)');
    await run('CREATE VIEW public.outside AS SELECT * FROM full_one.t');
    await expect(run('DROP SCHEMA full_one')).rejects.toThrow(
      'ERROR: cannot drop schema full_one because other objects depend on it',
    );

    await run('DROP SCHEMA full_one CASCADE');

    await expect(run('SELECT * FROM outside')).rejects.toThrow('ERROR: relation "outside" does not exist');
    await expect(run('SELECT * FROM full_one.t')).rejects.toThrow('ERROR: schema "full_one" does not exist');
    await run('DROP SCHEMA IF EXISTS full_one');
  });

  it('belongs to whom it is made for or given to', async () => {
    await run('CREATE SCHEMA theirs AUTHORIZATION other');
    await run('CREATE TABLE theirs.t (a INT)', 'other');
    await run('CREATE SCHEMA given');

    await run('ALTER SCHEMA given OWNER TO other');

    await run('CREATE TABLE given.t (a INT)', 'other');
    await run('DROP SCHEMA theirs, given CASCADE', 'other');
  });
});

describe('a statement without effect here', () => {
  it.each([
    'ANALYZE',
    'ANALYZE VERBOSE t',
    'ANALYZE t (a, b)',
    'ANALYZE t PREDICATE COLUMNS',
    'VACUUM',
    'VACUUM FULL t TO 99 PERCENT BOOST',
    'VACUUM SORT ONLY t',
    'VACUUM DELETE ONLY',
    'VACUUM REINDEX t',
    'VACUUM RECLUSTER t',
    'LOCK TABLE t, v',
    "COMMENT ON TABLE t IS 'it''s a table'",
    "COMMENT ON COLUMN public.t.a IS 'a column'",
    'COMMENT ON COLUMN t.a IS NULL',
    "COMMENT ON VIEW v IS 'a view'",
  ])('%s is read whole', async (sql) => {
    expect((await run(sql)).hasResultSet).toBe(false);
  });

  it.each([
    ['ANALYZE nowhere', 'relation "nowhere" does not exist'],
    ['ANALYZE t EVERYTHING', 'syntax error at or near "everything"'],
    ['VACUUM SIDEWAYS t', 'syntax error at or near "t"'],
    ['LOCK TABLE nowhere', 'relation "nowhere" does not exist'],
    ["COMMENT ON COLUMN t.z IS 'x'", 'column "z" of relation "t" does not exist'],
    ["COMMENT ON DATABASE dev IS 'x'", 'COMMENT ON DATABASE is not supported by the local engine'],
    ['ALTER SCHEMA public RENAME TO x', 'ALTER SCHEMA RENAME is not supported by the local engine'],
    ['CREATE SCHEMA q QUOTA 5 GB', 'QUOTA is not supported by the local engine'],
    ['CREATE SCHEMA user', 'syntax error at or near "user"'],
    ['DROP SCHEMA nowhere', 'schema "nowhere" does not exist'],
  ])('%s: %s', async (sql, message) => {
    await expect(run(sql)).rejects.toMatchObject({
      name: 'SqlError',
      message: expect.stringContaining(`ERROR: ${message}`),
    });
  });
});

describe('what Redshift does not have', () => {
  it.each([
    ['CREATE INDEX i ON t (a)', 'index', 8],
    ['CREATE UNIQUE INDEX i ON t (a)', 'unique', 8],
    ['CREATE SEQUENCE s', 'sequence', 8],
    ['CREATE TEMP SEQUENCE s', 'sequence', 13],
    ['CREATE EXTENSION pgcrypto', 'extension', 8],
    ["CREATE TYPE mood AS ENUM ('sad')", 'type', 8],
    ['CREATE DOMAIN d AS INT', 'domain', 8],
    ['CREATE TRIGGER g BEFORE INSERT ON t EXECUTE PROCEDURE f()', 'trigger', 8],
    ['CREATE RULE r AS ON INSERT TO t DO NOTHING', 'rule', 8],
    ['CREATE UNLOGGED TABLE u (a INT)', 'unlogged', 8],
    ["CREATE TABLESPACE fast LOCATION '/x'", 'tablespace', 8],
    ['CREATE MACRO m() AS 1', 'macro', 8],
    ['CREATE OR REPLACE TABLE t (a INT)', 'table', 19],
    ['DROP INDEX i', 'index', 6],
    ['DROP SEQUENCE s', 'sequence', 6],
    ['ALTER INDEX i RENAME TO j', 'index', 7],
    ['SAVEPOINT s', 'savepoint', 1],
    ['RELEASE SAVEPOINT s', 'release', 1],
    ['PRAGMA version', 'pragma', 1],
    ['ATTACH_DATABASE x', 'attach_database', 1],
  ])('%s is a syntax error', async (sql, near, position) => {
    await expect(run(sql)).rejects.toMatchObject({
      name: 'SqlError',
      message: `ERROR: syntax error at or near "${near}"\n  Position: ${position}`,
    });
  });
});

describe('what Redshift has and the local engine does not run', () => {
  it.each([
    ['CREATE DATABASE d', 'CREATE DATABASE'],
    ['DROP DATABASE d', 'DROP DATABASE'],
    ['CREATE EXTERNAL SCHEMA e FROM KINESIS IAM_ROLE default', 'CREATE EXTERNAL SCHEMA'],
    ['CREATE PROCEDURE p() AS $$ BEGIN END; $$ LANGUAGE plpgsql', 'CREATE PROCEDURE'],
    ['CREATE LIBRARY l LANGUAGE plpythonu', 'CREATE LIBRARY'],
    ['CREATE DATASHARE d', 'CREATE DATASHARE'],
    ['CALL p()', 'CALL'],
    ['EXPLAIN SELECT 1', 'EXPLAIN'],
    ['MERGE INTO t USING v ON t.a = v.a WHEN MATCHED THEN DELETE', 'MERGE'],
    ['PREPARE p AS SELECT 1', 'PREPARE'],
    ['DECLARE c CURSOR FOR SELECT 1', 'DECLARE'],
    ['ANALYZE COMPRESSION t', 'ANALYZE COMPRESSION'],
  ])('%s is refused by name', async (sql, name) => {
    await expect(run(sql)).rejects.toThrow(`ERROR: ${name} is not supported by the local engine`);
  });
});
