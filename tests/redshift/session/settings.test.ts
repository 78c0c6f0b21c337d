import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from '../engine-under-test.ts';
import { createAccounts, openSessionOf } from './session-under-test.ts';

let test: EngineUnderTest;

beforeAll(async () => {
  test = await openEngineUnderTest();
  await createAccounts(test);
});
afterAll(() => test.discard());

const openSession = (user?: string) => openSessionOf(test, user);

describe('A setting', () => {
  it('holds for its session', async () => {
    const session = openSession();

    await session.run("SET query_group TO 'nightly'");

    expect(await session.rows('SHOW query_group')).toEqual([{ query_group: 'nightly' }]);
    expect(await openSession().rows('SHOW query_group')).toEqual([{ query_group: 'default' }]);
  });

  it('returns to its default', async () => {
    const session = openSession();
    await session.run('SET statement_timeout = 5000');
    await session.run('RESET ALL');
    const reset = await session.rows('SHOW statement_timeout');
    await session.run('SET statement_timeout TO 5000');
    await session.run('SET statement_timeout TO DEFAULT');

    expect([reset, await session.rows('SHOW statement_timeout')]).toEqual([
      [{ statement_timeout: '0' }],
      [{ statement_timeout: '0' }],
    ]);
  });

  it('lasts for its transaction with LOCAL, and is undone with it without', async () => {
    const session = openSession();
    const asked = async () => (await session.rows('SHOW query_group'))[0]?.query_group;

    for (const sql of ['BEGIN', 'SET LOCAL query_group TO one', 'COMMIT']) await session.run(sql);
    const afterLocal = await asked();
    for (const sql of ['BEGIN', 'SET query_group TO two', 'ROLLBACK']) await session.run(sql);

    expect([afterLocal, await asked()]).toEqual(['default', 'default']);
  });

  it.each([
    ['SET no_such_thing TO 1', 'unrecognized configuration parameter "no_such_thing"'],
    ['SHOW no_such_thing', 'unrecognized configuration parameter "no_such_thing"'],
    ['SET statement_timeout TO soon', 'parameter "statement_timeout" requires an integer value'],
    ["SET timezone TO 'America/New_York'", 'SET timezone TO America/New_York is not supported by the local engine'],
    ['SET query_group', 'syntax error at end of input'],
    ['SET SESSION AUTHORIZATION nobody', 'user "nobody" does not exist'],
  ])('is refused by name: %s', async (sql, message) => {
    await expect(openSession().run(sql)).rejects.toThrow(`ERROR: ${message}`);
  });

  it('names the schemas that are searched, in order', async () => {
    const session = openSession();
    await test.run('CREATE SCHEMA first');
    await test.run('CREATE TABLE first.accounts (a INTEGER)');

    await session.run('SET search_path TO missing, first, public');
    await session.run('CREATE TABLE made_here (a INTEGER)');

    expect(await session.rows('SELECT * FROM accounts')).toEqual([]);
    expect(await test.rows('SELECT * FROM first.made_here')).toEqual([]);
    expect(await test.rows('SELECT count(*) AS rows FROM accounts')).toEqual([{ rows: 2 }]);
  });
});

describe('SET SESSION AUTHORIZATION', () => {
  it('gives a superuser’s session another user’s rights, until DEFAULT', async () => {
    const session = openSession();
    await test.run('CREATE USER clerk PASSWORD DISABLE');

    await session.run('SET SESSION AUTHORIZATION clerk');
    await expect(session.run('SELECT * FROM accounts')).rejects.toThrow('permission denied for relation accounts');
    await session.run('SET SESSION AUTHORIZATION DEFAULT');

    expect((await session.rows('SELECT * FROM accounts')).length).toBe(2);
  });

  it('is refused to others', async () => {
    await expect(openSession('clerk').run('SET SESSION AUTHORIZATION admin')).rejects.toThrow(
      'ERROR: must be superuser to set session authorization',
    );
  });
});

describe('statement_timeout', () => {
  it('ends a statement with an error, and only that', async () => {
    const session = openSession();
    await session.run('CREATE TEMP TABLE digits (d INTEGER)');
    await session.run('INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)');
    const many = 'digits a, digits b, digits c, digits d, digits e, digits f, digits g, digits h, digits i, digits j';

    await session.run('SET statement_timeout TO 100');

    await expect(session.run(`SELECT count(*) FROM ${many} WHERE a.d + b.d + j.d = 3`)).rejects.toThrow(
      "ERROR: Query (77) cancelled on user's request",
    );
    expect(await session.rows('SELECT count(*) AS rows FROM digits')).toEqual([{ rows: 10 }]);
  });
});
