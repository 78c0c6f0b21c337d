import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from './engine-under-test.ts';

let warehouse: EngineUnderTest;
const run = (sql: string, user?: string) => warehouse.run(sql, {}, user);
const rows = (sql: string) => warehouse.rows(sql);

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  await run('SELECT 1', 'other');
  await run(
    `CREATE TABLE people (id INT IDENTITY(1, 1) NOT NULL, name VARCHAR(3), age INT, grade VARCHAR(2) DEFAULT 'a')`,
  );
  await run("INSERT INTO people (name, age) VALUES ('ann', 30)");
});
afterAll(() => warehouse.discard());

describe('ALTER TABLE', () => {
  it('adds, renames and drops columns, and its identity counts on', async () => {
    await run('CREATE VIEW everybody AS SELECT * FROM people');

    await run('ALTER TABLE people ADD COLUMN score DECIMAL(5,2) DEFAULT 1.5 NOT NULL');
    await run('ALTER TABLE people ADD city VARCHAR(2)');
    await run('ALTER TABLE people RENAME COLUMN city TO town');
    await run("INSERT INTO people (name, age) VALUES ('bob', 40)");

    expect(await rows('SELECT * FROM people ORDER BY id')).toEqual([
      { id: 1, name: 'ann', age: 30, grade: 'a', score: '1.50', town: null },
      { id: 2, name: 'bob', age: 40, grade: 'a', score: '1.50', town: null },
    ]);
    await expect(run("UPDATE people SET town = 'abc'")).rejects.toThrow('value too long for type character varying(2)');
    await run('ALTER TABLE people DROP COLUMN town RESTRICT');
    await expect(run('SELECT town FROM people')).rejects.toThrow('ERROR: column "town" does not exist');
    expect(await rows('SELECT * FROM everybody WHERE id = 2')).toEqual([{ id: 2, name: 'bob', age: 40, grade: 'a' }]);
  });

  it('changes how many bytes a VARCHAR holds, if its rows fit', async () => {
    await run('ALTER TABLE people ALTER COLUMN name TYPE VARCHAR(6)');
    await run("UPDATE people SET name = 'robert' WHERE id = 2");

    await expect(run('ALTER TABLE people ALTER COLUMN name TYPE VARCHAR(5)')).rejects.toThrow(
      'ERROR: value too long for type character varying(5)',
    );
    await expect(run("UPDATE people SET name = 'roberta'")).rejects.toThrow(
      'ERROR: value too long for type character varying(6)',
    );
  });

  it('renames a table, and its views follow', async () => {
    await run('CREATE TABLE old_name (a INT PRIMARY KEY)');
    await run('CREATE TABLE keyed (a INT REFERENCES old_name (a))');
    await run('CREATE VIEW follower AS SELECT old_name.a FROM old_name');
    await run('GRANT SELECT ON old_name TO other');

    await run('ALTER TABLE old_name RENAME TO new_name');

    await run('INSERT INTO new_name VALUES (1)');
    expect(await rows('SELECT * FROM follower')).toEqual([{ a: 1 }]);
    await run('SELECT * FROM new_name', 'other');
    await expect(run('DROP TABLE new_name')).rejects.toThrow('cannot drop table new_name because other objects');
    await run('DROP TABLE new_name CASCADE');
    await expect(run('SELECT * FROM follower')).rejects.toThrow('ERROR: relation "follower" does not exist');
  });

  it('takes a view along with the column that it reads only when it cascades', async () => {
    await run('CREATE TABLE two (a INT, b INT)');
    await run('CREATE VIEW reads_b AS SELECT b FROM two');
    await expect(run('ALTER TABLE two DROP COLUMN b')).rejects.toThrow(
      'ERROR: cannot drop table two column b because other objects depend on it',
    );
    await run('SELECT * FROM reads_b');

    await run('ALTER TABLE two DROP COLUMN b CASCADE');

    await expect(run('SELECT * FROM reads_b')).rejects.toThrow('ERROR: relation "reads_b" does not exist');
  });

  it('is for the owner, who can be another user', async () => {
    await run('CREATE TABLE given (a INT)');
    await expect(run('ALTER TABLE given ADD COLUMN b INT', 'other')).rejects.toThrow(
      'ERROR: must be owner of relation given',
    );

    await run('ALTER TABLE given OWNER TO other');

    await run('ALTER TABLE given ADD COLUMN b INT', 'other');
  });

  it.each([
    'ALTER DISTSTYLE KEY DISTKEY age, ALTER SORTKEY (age, name)',
    'ALTER DISTSTYLE ALL',
    'ALTER DISTKEY age',
    'ALTER COMPOUND SORTKEY (name)',
    'ALTER SORTKEY AUTO',
    'ALTER SORTKEY NONE',
    'ALTER ENCODE AUTO',
    'ALTER COLUMN age ENCODE ZSTD, ALTER COLUMN name ENCODE LZO',
    'ADD CONSTRAINT one_name UNIQUE (name)',
    'DROP CONSTRAINT one_name',
    'ADD PRIMARY KEY (id)',
  ])('takes %s', async (action) => {
    await run(`ALTER TABLE people ${action}`);
  });

  it.each([
    ['people APPEND FROM everybody', 'ALTER TABLE APPEND is not supported by the local engine'],
    ['people ROW LEVEL SECURITY ON', 'ALTER TABLE ROW is not supported by the local engine'],
    ['people ADD COLUMN age INT', 'column "age" of relation "people" already exists'],
    ['people ADD COLUMN n INT NOT NULL', 'ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default'],
    ['people ADD COLUMN n INT IDENTITY(1, 1)', 'ALTER TABLE ADD COLUMN takes no key and no IDENTITY'],
    ['people ADD COLUMN IF NOT EXISTS n INT', 'syntax error at or near "not"'],
    ['people DROP COLUMN nope', 'column "nope" of relation "people" does not exist'],
    ['people ALTER COLUMN age TYPE BIGINT', 'only the size of a VARCHAR column can change'],
    ['people ALTER COLUMN grade TYPE VARCHAR(9)', 'the column has a default value'],
    ['people ALTER COLUMN name TYPE VARCHAR(6)', 'target column size should be different'],
    ['people ALTER COLUMN age SET NOT NULL', 'syntax error at or near "set"'],
    ['people DROP CONSTRAINT nope', 'constraint "nope" does not exist'],
    ['people ADD PRIMARY KEY (age)', 'column "age" of a primary key must be NOT NULL'],
    ['people RENAME COLUMN age TO name', 'column "name" of relation "people" already exists'],
    ['people RENAME COLUMN age TO years', 'renaming a column that a view reads is not supported by the local engine'],
    ['people RENAME TO two', 'Relation "two" already exists'],
    ['people OWNER TO nobody', 'user "nobody" does not exist'],
    ['people DROP COLUMN age, DROP COLUMN name', 'only ALTER SORTKEY, ALTER DISTSTYLE and ENCODE can be combined'],
    ['nowhere ADD COLUMN a INT', 'relation "nowhere" does not exist'],
    ['everybody ADD COLUMN a INT', '"everybody" is not a table'],
  ])('refuses %s: %s', async (statement, message) => {
    await expect(run(`ALTER TABLE ${statement}`)).rejects.toMatchObject({
      name: 'SqlError',
      message: expect.stringContaining(message),
    });
  });

  it('outlives kill -9', async () => {
    const dead = await openEngineUnderTest();
    await dead.engine.close();
    const script = new URL('./open-and-wait.ts', import.meta.url).pathname;
    const statements = [
      "CREATE TABLE t (id INT IDENTITY(1, 1), a VARCHAR(3) DEFAULT UPPER('x'), b INT)",
      'INSERT INTO t (b) VALUES (1)',
      'CREATE VIEW v AS SELECT id, a FROM t',
      'ALTER TABLE t ADD COLUMN c VARCHAR(2)',
      'ALTER TABLE t RENAME COLUMN b TO n',
      'ALTER TABLE t RENAME TO u',
      "COMMENT ON COLUMN u.n IS 'a number'",
    ];
    const folders = [join(dead.folder, 'warehouse'), join(dead.folder, 'buckets')];
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...folders, ...statements]);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');

    const again = await openEngineUnderTest(dead.folder);

    await again.run('INSERT INTO u (n) VALUES (2)');
    expect(await again.rows('SELECT * FROM u ORDER BY id')).toEqual([
      { id: 1, a: 'X', n: 1, c: null },
      { id: 2, a: 'X', n: 2, c: null },
    ]);
    expect(await again.rows('SELECT * FROM v ORDER BY id')).toHaveLength(2);
    await again.discard();
  });
});
