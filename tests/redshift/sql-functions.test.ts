import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from './engine-under-test.ts';

let warehouse: EngineUnderTest;
const run = (sql: string, user?: string) => warehouse.run(sql, {}, user);
const value = async (expression: string, user?: string) => (await run(`SELECT ${expression}`, user)).rows[0]?.[0];

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  await run('SELECT 1', 'caller');
  await run('CREATE SCHEMA tools');
  await run('CREATE TABLE numbers (n INTEGER)');
  await run('INSERT INTO numbers VALUES (1), (20)');
  await run(
    `CREATE FUNCTION f_greater (float, float) RETURNS float STABLE
     AS $$ SELECT CASE WHEN $1 > $2 THEN $1 ELSE $2 END $$ LANGUAGE sql`,
  );
});
afterAll(() => warehouse.discard());

describe('a SQL function', () => {
  it('computes from its arguments, which take its types', async () => {
    const { rows, columns } = await run('SELECT f_greater(n, 10) FROM numbers ORDER BY n');

    expect(rows).toEqual([[10], [20]]);
    expect(columns[0]?.typeName).toBe('float8');
    expect((await warehouse.run('SELECT f_greater(:a, 3)', { a: '7.5' })).rows).toEqual([[7.5]]);
  });

  it('is written in the dialect of Redshift', async () => {
    await run(
      `CREATE FUNCTION tools.f_label (super, integer) RETURNS varchar(9) IMMUTABLE AS $body$
         SELECT NVL($1.name::VARCHAR, '$2 is none') || '/' || ($2 / 2)::VARCHAR -- $9
       $body$ LANGUAGE sql`,
    );

    expect(await value(`tools.f_label(JSON_PARSE('{"name":"x"}'), 7)`)).toBe('x/3');
  });

  it('is chosen among those of its name by the types', async () => {
    await run("CREATE FUNCTION f_kind (integer) RETURNS varchar IMMUTABLE AS $$ SELECT 'number' $$ LANGUAGE sql");
    await run("CREATE FUNCTION f_kind (varchar) RETURNS varchar IMMUTABLE AS $$ SELECT 'text' $$ LANGUAGE sql");
    await run("CREATE FUNCTION f_kind () RETURNS varchar IMMUTABLE AS $$ SELECT 'nothing' $$ LANGUAGE sql");

    expect([await value('f_kind(1)'), await value("f_kind('a')"), await value('f_kind()')]).toEqual([
      'number',
      'text',
      'nothing',
    ]);

    await run('DROP FUNCTION f_kind (varchar)');

    expect(await value("f_kind('1')")).toBe('number');
  });

  it('is replaced by one of the same types', async () => {
    await run('CREATE OR REPLACE FUNCTION f_one () RETURNS int VOLATILE AS $$ SELECT 1 $$ LANGUAGE sql');
    await run('CREATE OR REPLACE FUNCTION f_one () RETURNS int VOLATILE AS $$ SELECT 2 $$ LANGUAGE sql');

    expect(await value('f_one()')).toBe(2);
  });

  it('calls another', async () => {
    await run(
      'CREATE FUNCTION f_greatest (float, float, float) RETURNS float STABLE AS $$ SELECT f_greater(f_greater($1, $2), $3) $$ LANGUAGE sql',
    );

    expect(await value('f_greatest(1, 3, 2)')).toBe(3);
  });

  it('is for everyone until that is revoked', async () => {
    await run('CREATE FUNCTION f_secret (int) RETURNS int STABLE AS $$ SELECT $1 $$ LANGUAGE sql');
    expect(await value('f_secret(1)', 'caller')).toBe(1);

    await run('REVOKE EXECUTE ON FUNCTION f_secret (int) FROM PUBLIC');

    await expect(value('f_secret(1)', 'caller')).rejects.toThrow(
      'ERROR: permission denied for function or procedure f_secret',
    );
    await run('GRANT EXECUTE ON FUNCTION f_secret (int) TO caller');
    expect(await value('f_secret(1)', 'caller')).toBe(1);
    await expect(run('DROP FUNCTION f_secret (int)', 'caller')).rejects.toThrow('ERROR: must be owner of function');
  });

  it('keeps the views that call it from losing it', async () => {
    await run('CREATE FUNCTION f_double (int) RETURNS int STABLE AS $$ SELECT $1 * 2 $$ LANGUAGE sql');
    await run('CREATE VIEW doubles AS SELECT f_double(n) AS d FROM numbers');
    expect(await warehouse.rows('SELECT d FROM doubles ORDER BY d')).toEqual([{ d: 2 }, { d: 40 }]);
    await expect(run('DROP FUNCTION f_double (int)')).rejects.toThrow('because other objects depend on it');

    await run('DROP FUNCTION f_double (int) CASCADE');

    await expect(run('SELECT * FROM doubles')).rejects.toThrow('ERROR: relation "doubles" does not exist');
  });

  it.each([
    [
      'f_greater (float, float) RETURNS float STABLE AS $$ SELECT 1 $$ LANGUAGE sql',
      'function "f_greater" already exists',
    ],
    ['f (int) RETURNS int STABLE AS $$ return a $$ LANGUAGE plpythonu', 'LANGUAGE plpythonu is not supported'],
    ['f (a int) RETURNS int STABLE AS $$ SELECT $1 $$ LANGUAGE sql', 'type "a" does not exist'],
    ['f (int) RETURNS int STABLE AS $$ SELECT $2 $$ LANGUAGE sql', 'there is no parameter $2'],
    ['f (int) RETURNS int STABLE AS $$ SELECT n FROM numbers $$ LANGUAGE sql', 'cannot have a clause FROM'],
    ['f (int) RETURNS int STABLE AS $$ SELECT (SELECT MAX(n) FROM numbers) $$ LANGUAGE sql', 'cannot read tables'],
    ['f (int) RETURNS int STABLE AS $$ DELETE FROM numbers $$ LANGUAGE sql', 'must be a SELECT'],
    ['f (int) RETURNS int STABLE AS $$ SELECT $1, 2 $$ LANGUAGE sql', ''],
    ['f (int) RETURNS int STABLE AS $$ SELECT nope($1) $$ LANGUAGE sql', 'function nope'],
    ['f (int) RETURNS int AS $$ SELECT $1 $$ LANGUAGE sql', 'syntax error at or near "as"'],
  ])('refuses %s: %s', async (definition, message) => {
    await expect(run(`CREATE FUNCTION ${definition}`)).rejects.toMatchObject({
      name: 'SqlError',
      message: expect.stringContaining(message),
    });
  });

  it('that does not exist cannot be dropped', async () => {
    await expect(run('DROP FUNCTION f_none (int)')).rejects.toThrow('ERROR: function f_none(integer) does not exist');
  });
});
