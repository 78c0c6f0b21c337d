import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from '../engine-under-test.ts';
import { tellOutcomes } from './outcomes.ts';

let warehouse: EngineUnderTest;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  for (const sql of [
    'CREATE USER ann PASSWORD DISABLE',
    "CREATE USER kim PASSWORD 'abcD1234' CREATEDB CONNECTION LIMIT 30",
    'CREATE ROLE clerk',
    'CREATE ROLE chief',
    'GRANT ROLE clerk TO ROLE chief',
    'GRANT ROLE chief TO ann',
    'CREATE SCHEMA sales',
    `CREATE TABLE sales.orders (id INTEGER NOT NULL DISTKEY, "Name" VARCHAR(20) DEFAULT 'x', amount NUMERIC(12,2),
       placed TIMESTAMP, detail SUPER, line BIGINT IDENTITY(1,1)) SORTKEY (placed, id)`,
    'CREATE TABLE secrets (code CHAR(3))',
    'GRANT USAGE ON SCHEMA sales TO ROLE clerk',
    'GRANT SELECT, INSERT ON sales.orders TO ROLE clerk',
    'GRANT SELECT ON sales.orders TO kim WITH GRANT OPTION',
    'CREATE GROUP readers WITH USER kim',
    'ALTER DEFAULT PRIVILEGES IN SCHEMA sales GRANT SELECT ON TABLES TO GROUP readers',
  ]) {
    await warehouse.run(sql);
  }
});
afterAll(() => warehouse.discard());

const rows = (sql: string, who?: string) => warehouse.rows(sql, {}, who);

describe('functions about the caller', () => {
  it('answer with and without parentheses, each user for himself', async () => {
    const sql =
      'SELECT current_user AS one, session_user AS two, current_database() AS three, current_schema() AS four';

    expect(await rows(sql, 'ann')).toEqual([{ one: 'ann', two: 'ann', three: 'recourse', four: 'public' }]);
    expect(await rows(sql, 'IAMR:new')).toEqual([
      { one: 'IAMR:new', two: 'IAMR:new', three: 'recourse', four: 'public' },
    ]);
  });

  it('tell clients a version of PostgreSQL and of Redshift', async () => {
    const [row] = await rows('SELECT version() AS version, pg_backend_pid() AS pid');

    expect(row?.version).toMatch(/^PostgreSQL 8\.0\.2 on .* Redshift 1\.\d+\.\d+$/);
    expect(row?.pid).toEqual(expect.any(Number));
  });

  tellOutcomes(
    () => warehouse,
    [
      ['ann', "SELECT has_table_privilege('sales.orders', 'select')", [[true]]],
      ['ann', "SELECT has_table_privilege('sales.orders', 'delete')", [[false]]],
      ['ann', "SELECT has_table_privilege('kim', 'sales.orders', 'SELECT WITH GRANT OPTION')", [[true]]],
      ['ann', "SELECT has_table_privilege('kim', 'sales.orders', 'insert')", [[false]]],
      ['ann', "SELECT has_table_privilege('nothing', 'select')", 'relation "nothing" does not exist'],
      ['ann', "SELECT has_table_privilege('nobody', 'secrets', 'select')", 'user "nobody" does not exist'],
      ['ann', "SELECT has_table_privilege('secrets', 'eat')", 'unrecognized privilege type: "eat"'],
      [
        'ann',
        "SELECT has_schema_privilege('sales', 'usage'), has_schema_privilege('sales', 'create')",
        [[true, false]],
      ],
      ['kim', "SELECT has_schema_privilege('sales', 'usage')", [[false]]],
      [
        'ann',
        "SELECT has_database_privilege('recourse', 'temp'), has_language_privilege('sql', 'usage')",
        [[true, true]],
      ],
      ['ann', "SELECT user_is_member_of('ann', 'clerk'), user_is_member_of('kim', 'clerk')", [[true, false]]],
      ['ann', "SELECT role_is_member_of('chief', 'clerk'), role_is_member_of('clerk', 'chief')", [[true, false]]],
      ['ann', 'SELECT current_user FROM pg_user WHERE usename = current_user', [['ann']]],
    ],
  );
});

describe('views of users and roles', () => {
  it('show the options of a user, and no password', async () => {
    expect(await rows("SELECT * FROM pg_user_info WHERE usename = 'kim'")).toEqual([
      {
        usename: 'kim',
        usesysid: expect.any(Number),
        usecreatedb: true,
        usesuper: false,
        usecatupd: false,
        passwd: '********',
        valuntil: null,
        useconfig: null,
        useconnlimit: '30',
      },
    ]);
  });

  it('show a user the roles that he has, and a superuser all', async () => {
    const names = 'SELECT role_name FROM svv_roles ORDER BY role_name';

    expect((await warehouse.run(names, {}, 'ann')).rows).toEqual([['chief'], ['clerk']]);
    expect((await warehouse.run(names, {}, 'kim')).rows).toEqual([]);
    expect((await warehouse.run(names)).rows.flat()).toEqual(expect.arrayContaining(['chief', 'clerk', 'sys:dba']));
  });

  tellOutcomes(
    () => warehouse,
    [
      ['ann', 'SELECT user_name, role_name, admin_option FROM svv_user_grants', [['ann', 'chief', false]]],
      ['kim', 'SELECT user_name, role_name, admin_option FROM svv_user_grants', []],
      ['ann', 'SELECT role_name, granted_role_name FROM svv_role_grants', [['chief', 'clerk']]],
      ['ann', 'SELECT groname FROM pg_group', [['readers']]],
      ['ann', 'SELECT * FROM pg_shadow', 'permission denied for relation pg_shadow'],
      ['admin', "SELECT usename FROM pg_shadow WHERE usename = 'kim'", [['kim']]],
      ['admin', 'DELETE FROM pg_catalog.pg_shadow', 'permission denied: "pg_shadow" is a system catalog'],
    ],
  );
});

describe('views of privileges', () => {
  tellOutcomes(
    () => warehouse,
    [
      [
        'ann',
        'SELECT namespace_name, relation_name, privilege_type, identity_name, identity_type, admin_option FROM svv_relation_privileges ORDER BY 3',
        [
          ['sales', 'orders', 'INSERT', 'clerk', 'role', false],
          ['sales', 'orders', 'SELECT', 'clerk', 'role', false],
        ],
      ],
      [
        'kim',
        'SELECT relation_name, privilege_type, identity_name, identity_type, admin_option FROM svv_relation_privileges',
        [['orders', 'SELECT', 'kim', 'user', true]],
      ],
      [
        'ann',
        "SELECT privilege_type, identity_name FROM svv_schema_privileges WHERE namespace_name = 'sales'",
        [['USAGE', 'clerk']],
      ],
      [
        'kim',
        'SELECT schema_name, object_type, owner_name, privilege_type, grantee_name, grantee_type FROM svv_default_privileges',
        [['sales', 'RELATION', 'admin', 'SELECT', 'readers', 'group']],
      ],
      [
        'admin',
        "SELECT identity_name, identity_type FROM svv_system_privileges WHERE system_privilege = 'ALTER TABLE'",
        [['sys:superuser', 'role']],
      ],
    ],
  );
});

describe('views of tables', () => {
  it('describe a column with its type, size, default and keys', async () => {
    const described = await rows(
      'SELECT "column", type, distkey, sortkey, "notnull" FROM pg_table_def WHERE tablename = \'secrets\'',
    );
    const columns = await warehouse.run(
      `SELECT column_name, data_type, character_maximum_length, numeric_precision, numeric_scale, is_nullable
       FROM svv_all_columns WHERE table_name = 'orders' ORDER BY ordinal_position`,
    );

    expect(described).toEqual([{ column: 'code', type: 'character(3)', distkey: false, sortkey: 0, notnull: false }]);
    expect(columns.rows).toEqual([
      ['id', 'integer', null, 32, 0, 'NO'],
      ['name', 'character varying', 20, null, null, 'YES'],
      ['amount', 'numeric', null, 12, 2, 'YES'],
      ['placed', 'timestamp without time zone', null, null, null, 'YES'],
      ['detail', 'super', null, null, null, 'YES'],
      ['line', 'bigint', null, 64, 0, 'NO'],
    ]);
  });

  it('show tables of schemas in the search path only, in pg_table_def', async () => {
    await warehouse.run('ALTER USER kim SET search_path TO sales');

    const seen = await warehouse.run('SELECT DISTINCT tablename FROM pg_table_def', {}, 'kim');

    expect(seen.rows).toEqual([['orders']]);
  });

  it.each([
    'SELECT table_name FROM svv_tables',
    'SELECT table_name FROM svv_all_tables',
    'SELECT table_name FROM svv_redshift_tables',
    'SELECT table_name FROM information_schema.tables',
    'SELECT DISTINCT table_name FROM svv_columns',
    'SELECT DISTINCT table_name FROM information_schema.columns',
  ])('show what the user may touch, and a superuser all: %s', async (sql) => {
    expect((await warehouse.run(sql, {}, 'ann')).rows).toEqual([['orders']]);
    expect((await warehouse.run(`${sql} ORDER BY 1`)).rows).toEqual([['orders'], ['secrets']]);
  });

  it('join as those of PostgreSQL do', async () => {
    const joined = await warehouse.run(
      `SELECT n.nspname, c.relname, a.attname, t.typname, a.attisdistkey, a.attsortkeyord
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
       WHERE c.relname = 'orders' AND a.attnum <= 2 ORDER BY a.attnum`,
      {},
      'kim',
    );

    expect(joined.rows).toEqual([
      ['sales', 'orders', 'id', 'int4', true, 2],
      ['sales', 'orders', 'name', 'varchar', false, 0],
    ]);
  });

  tellOutcomes(
    () => warehouse,
    [
      [
        'ann',
        'SELECT schemaname, tableowner FROM pg_tables ORDER BY 1',
        [
          ['public', 'admin'],
          ['sales', 'admin'],
        ],
      ],
      ['ann', 'SELECT schema_name FROM svv_all_schemas ORDER BY 1', [['public'], ['sales']]],
      ['ann', 'SELECT datname FROM pg_database', [['recourse']]],
      ['ann', 'SELECT * FROM svv_table_info', 'permission denied for relation svv_table_info'],
      ['ann', 'SELECT * FROM stl_query', 'system table stl_query is not supported by the local engine'],
      ['admin', 'SELECT * FROM pg_catalog.pg_settings', 'relation "pg_catalog.pg_settings" does not exist'],
      ['admin', 'SELECT * FROM information_schema.triggers', 'relation "information_schema.triggers" does not exist'],
      ['admin', 'SELECT * FROM tables', 'relation "tables" does not exist'],
      ['admin', 'SELECT * FROM base_relations', 'relation "base_relations" does not exist'],
      ['admin', 'SELECT * FROM redshift_catalog.base_relations', 'schema "redshift_catalog" does not exist'],
      ['admin', "SELECT redshift_caller('user')", 'function redshift_caller("unknown") does not exist'],
    ],
  );
});

describe('system views of loads', () => {
  it.each(['stl_load_errors', 'sys_load_error_detail', 'sys_load_history'])(
    'tell a superuser of all, and everyone else of his own: %s',
    async (view) => {
      warehouse.putObject('wrong.csv', 'not a number\n');
      await warehouse.run('CREATE TABLE IF NOT EXISTS public.loaded (id INTEGER)');
      await warehouse.run('GRANT INSERT ON public.loaded TO kim');
      const load = "COPY public.loaded FROM 's3://recourse-dev-data/wrong.csv' IAM_ROLE default CSV";
      await expect(warehouse.run(load, {}, 'kim')).rejects.toThrow('Load into table');

      expect(await rows(`SELECT * FROM ${view}`, 'kim')).not.toEqual([]);
      expect(await rows(`SELECT * FROM ${view}`)).not.toEqual([]);
      expect(await rows(`SELECT * FROM ${view}`, 'ann')).toEqual([]);
    },
  );
});
