import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from '../engine-under-test.ts';
import { openSessionOf } from '../session/session-under-test.ts';
import { tellOutcomes } from './outcomes.ts';

let warehouse: EngineUnderTest;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  for (const user of ['ann', 'bob', 'cid']) await warehouse.run(`CREATE USER ${user} PASSWORD DISABLE`);
  await warehouse.run('CREATE TABLE pay (id INTEGER, name VARCHAR(10), wage INTEGER)');
  await warehouse.run("INSERT INTO pay VALUES (1, 'x', 100)");
  await warehouse.run('CREATE TABLE free (id INTEGER, wage INTEGER)');
  await warehouse.run('GRANT SELECT ON free TO PUBLIC');
});
afterAll(() => warehouse.discard());

const denied = 'permission denied for relation pay';

describe('a privilege on columns', () => {
  tellOutcomes(
    () => warehouse,
    [
      ['admin', 'GRANT SELECT (id, name), UPDATE (name) ON pay TO ann', 'ok'],
      ['ann', 'SELECT id, name FROM pay', [[1, 'x']]],
      ['ann', 'SELECT p.id FROM public.pay AS p WHERE p.name IS NOT NULL', [[1]]],
      ['ann', 'SELECT * FROM (SELECT id FROM pay) AS q', [[1]]],
      ['ann', 'SELECT count(*) FROM pay', [[1]]],
      ['ann', 'SELECT free.wage FROM pay JOIN free ON free.id = pay.id', []],
      ['ann', 'SELECT * FROM pay', denied],
      ['ann', 'SELECT p.* FROM pay AS p', denied],
      ['ann', 'SELECT wage FROM pay', denied],
      ['ann', 'SELECT "WAGE" FROM pay', denied],
      ['ann', 'SELECT pay.wage FROM pay', denied],
      ['ann', 'SELECT id FROM pay WHERE wage > 1', denied],
      ['ann', 'SELECT id FROM pay ORDER BY wage', denied],
      ['ann', 'SELECT id FROM free WHERE EXISTS (SELECT 1 FROM pay WHERE pay.wage = free.wage)', denied],
      ['ann', 'SELECT id FROM free JOIN pay USING (id, wage)', denied],
      ['ann', 'SELECT q.w FROM pay AS q(i, n, w)', denied],
      ['ann', 'WITH q AS (SELECT * FROM pay) SELECT id FROM q', denied],
      ['ann', "UPDATE pay SET name = 'y' WHERE id = 1", 'ok'],
      ['ann', 'UPDATE pay SET wage = 2', denied],
      ['ann', "UPDATE pay SET name = 'z', wage = 2", denied],
      ['ann', 'DELETE FROM pay', denied],
      ['admin', 'SELECT name, wage FROM pay', [['y', 100]]],
      ['ann', 'GRANT SELECT (id) ON pay TO bob', denied],
      [
        'admin',
        'GRANT SELECT (id) ON pay TO bob WITH GRANT OPTION',
        'WITH GRANT OPTION is not supported for column privileges',
      ],
      ['admin', 'GRANT INSERT (id) ON pay TO bob', 'invalid privilege type INSERT for column'],
      ['admin', 'GRANT SELECT ON pay TO ann', 'user "ann" already has column privileges for SELECT on relation pay'],
      [
        'admin',
        'SELECT column_name, privilege_type FROM svv_column_privileges ORDER BY 1, 2',
        [
          ['id', 'SELECT'],
          ['name', 'SELECT'],
          ['name', 'UPDATE'],
        ],
      ],
      ['admin', 'REVOKE SELECT (name) ON pay FROM ann', 'ok'],
      ['ann', 'SELECT name FROM pay', denied],
      ['ann', 'SELECT id FROM pay', [[1]]],
      ['admin', 'REVOKE SELECT ON pay FROM ann', 'ok'],
      ['ann', 'SELECT id FROM pay', denied],
      ['admin', 'GRANT SELECT ON pay TO ann', 'ok'],
      [
        'admin',
        'REVOKE SELECT (id) ON pay FROM ann',
        'cannot revoke column privileges: user "ann" has SELECT on relation pay',
      ],
      ['admin', 'REVOKE ALL ON pay FROM ann', 'ok'],
    ],
  );
});

describe('the grant option', () => {
  tellOutcomes(
    () => warehouse,
    [
      ['admin', 'CREATE GROUP team', 'ok'],
      [
        'admin',
        'GRANT SELECT ON pay TO GROUP team WITH GRANT OPTION',
        'grant options can only be granted to individual users',
      ],
      ['admin', 'GRANT SELECT ON pay TO ann WITH GRANT OPTION', 'ok'],
      ['ann', 'GRANT INSERT ON pay TO bob', denied],
      ['ann', 'GRANT SELECT ON pay TO bob WITH GRANT OPTION', 'ok'],
      ['bob', 'GRANT SELECT ON pay TO cid', 'ok'],
      ['cid', 'SELECT id FROM pay', [[1]]],
      ['admin', 'REVOKE GRANT OPTION FOR SELECT ON pay FROM ann', 'dependent privileges exist'],
      ['admin', 'REVOKE SELECT ON pay FROM ann RESTRICT', 'dependent privileges exist'],
      ['admin', 'REVOKE GRANT OPTION FOR SELECT ON pay FROM ann CASCADE', 'ok'],
      ['ann', 'SELECT id FROM pay', [[1]]],
      ['bob', 'SELECT id FROM pay', denied],
      ['cid', 'SELECT id FROM pay', denied],
      ['ann', 'GRANT SELECT ON pay TO bob', denied],
      ['admin', 'REVOKE SELECT ON pay FROM ann', 'ok'],
    ],
  );
});

describe('a privilege on schemas, the database, languages and all tables', () => {
  tellOutcomes(
    () => warehouse,
    [
      ['ann', 'CREATE SCHEMA den', 'permission denied for database recourse'],
      ['admin', 'GRANT CREATE ON DATABASE other TO ann', 'database "other" does not exist'],
      ['admin', 'GRANT CREATE ON DATABASE recourse TO ann', 'ok'],
      ['ann', 'CREATE SCHEMA den', 'ok'],
      ['ann', 'CREATE TABLE den.one (n INTEGER)', 'ok'],
      ['ann', 'CREATE TABLE den.two (n INTEGER)', 'ok'],
      ['bob', 'SELECT * FROM den.one', 'permission denied for schema den'],
      ['bob', 'CREATE TABLE den.three (n INTEGER)', 'permission denied for schema den'],
      ['ann', 'GRANT USAGE ON SCHEMA den TO bob', 'ok'],
      ['ann', 'GRANT SELECT, TRUNCATE ON ALL TABLES IN SCHEMA den TO bob', 'ok'],
      ['bob', 'SELECT * FROM den.two', []],
      ['bob', 'TRUNCATE den.two', 'ok'],
      ['bob', 'DROP TABLE den.two', 'must be owner of relation two'],
      ['ann', 'GRANT DROP ON den.two TO bob', 'ok'],
      ['bob', 'DROP TABLE den.two', 'ok'],
      ['admin', 'REVOKE CREATE ON SCHEMA public FROM PUBLIC', 'ok'],
      ['bob', 'CREATE TABLE mine (n INTEGER)', 'permission denied for schema public'],
      ['admin', 'GRANT CREATE ON SCHEMA public TO PUBLIC', 'ok'],
      ['bob', 'CREATE TABLE mine (n INTEGER)', 'ok'],
      ['admin', 'REVOKE USAGE ON LANGUAGE sql FROM PUBLIC', 'ok'],
      ['bob', "SELECT has_language_privilege('sql', 'usage')", [[false]]],
      ['admin', 'GRANT USAGE ON LANGUAGE sql TO bob', 'ok'],
      ['bob', "SELECT has_language_privilege('sql', 'usage')", [[true]]],
      ['admin', 'GRANT USAGE ON LANGUAGE perl TO bob', 'language "perl" does not exist'],
    ],
  );
});

describe('the right to temporary tables', () => {
  it.each(['CREATE TEMP TABLE #t (n INTEGER)', 'CREATE TABLE #t AS SELECT 1 AS n'])(
    'is what everyone has until it is revoked: %s',
    async (sql) => {
      const session = openSessionOf(warehouse, 'bob');
      const refused = 'ERROR: permission denied to create temporary tables in database "recourse"';

      await warehouse.run('REVOKE TEMP ON DATABASE recourse FROM PUBLIC');
      await expect(session.run(sql)).rejects.toThrow(refused);
      await warehouse.run('GRANT TEMPORARY ON DATABASE recourse TO PUBLIC');
      await session.run(sql);

      await session.close();
    },
  );
});

describe('SET SESSION AUTHORIZATION', () => {
  it('changes whom current_user and the checks mean', async () => {
    const session = openSessionOf(warehouse);

    await session.run('SET SESSION AUTHORIZATION cid');

    expect((await session.run('SELECT current_user')).rows).toEqual([['cid']]);
    await expect(session.run('SELECT * FROM pay')).rejects.toThrow(`ERROR: ${denied}`);
    await session.close();
  });
});

describe('CREATE MODEL', () => {
  const model = "CREATE MODEL m FROM pay TARGET wage FUNCTION f IAM_ROLE default SETTINGS (S3_BUCKET 'b')";
  tellOutcomes(
    () => warehouse,
    [
      ['ann', model, 'permission denied to create models'],
      ['admin', 'GRANT CREATE MODEL TO ann', 'ok'],
      ['ann', model, denied],
      ['admin', 'REVOKE CREATE MODEL FROM ann', 'ok'],
      ['ann', model, 'permission denied to create models'],
    ],
  );
});

describe('default privileges', () => {
  tellOutcomes(
    () => warehouse,
    [
      [
        'ann',
        'ALTER DEFAULT PRIVILEGES FOR USER bob GRANT SELECT ON TABLES TO ann',
        'must be superuser to alter default privileges of other users',
      ],
      ['ann', 'ALTER DEFAULT PRIVILEGES IN SCHEMA den GRANT SELECT ON TABLES TO cid', 'ok'],
      ['ann', 'GRANT USAGE ON SCHEMA den TO cid', 'ok'],
      ['cid', 'SELECT * FROM den.one', 'permission denied for relation one'],
      ['ann', 'CREATE TABLE den.four (n INTEGER)', 'ok'],
      ['cid', 'SELECT * FROM den.four', []],
      ['ann', 'CREATE TABLE elsewhere (n INTEGER)', 'ok'],
      ['cid', 'SELECT * FROM elsewhere', 'permission denied for relation elsewhere'],
      ['ann', 'ALTER DEFAULT PRIVILEGES IN SCHEMA den REVOKE SELECT ON TABLES FROM cid', 'ok'],
      ['ann', 'CREATE TABLE den.five AS SELECT 1 AS n', 'ok'],
      ['cid', 'SELECT * FROM den.five', 'permission denied for relation five'],
      ['ann', 'ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON TABLES TO cid', 'invalid privilege type EXECUTE for relation'],
    ],
  );
});

describe('what the local engine leaves out', () => {
  const leftOut = (what: string) => `${what} is not supported by the local engine`;
  tellOutcomes(
    () => warehouse,
    [
      ['admin', "GRANT ASSUMEROLE ON 'arn' TO ann FOR COPY", leftOut('GRANT and REVOKE ASSUMEROLE')],
      ['admin', 'GRANT EXECUTE ON PROCEDURE p() TO ann', leftOut('GRANT and REVOKE ON PROCEDURE')],
      ['admin', 'GRANT ALTER ON DATASHARE d TO ann', leftOut('GRANT and REVOKE ON DATASHARE')],
      ['admin', 'GRANT SELECT ON EXTERNAL TABLE s.t TO IAM_ROLE r', leftOut('GRANT and REVOKE ON EXTERNAL')],
      ['admin', 'GRANT SELECT FOR TABLES IN SCHEMA den TO ann', leftOut('GRANT and REVOKE of scoped permissions')],
      ['admin', 'GRANT SELECT ON pay TO RLS POLICY p', leftOut('GRANT and REVOKE for RLS')],
      ['admin', 'GRANT USAGE ON SCHEMA den', 'syntax error at end of input\n  Position: 26'],
    ],
  );
});
