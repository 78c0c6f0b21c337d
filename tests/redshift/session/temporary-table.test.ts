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

describe('A temporary table', () => {
  it.each(['CREATE TEMP TABLE accounts (a VARCHAR(3))', 'CREATE LOCAL TEMPORARY TABLE accounts (a VARCHAR(3))'])(
    'is its session’s own and goes before a table of the same name: %s',
    async (create) => {
      const session = openSession();

      await session.run(create);
      await session.run("INSERT INTO accounts VALUES ('x')");

      expect(await session.rows('SELECT * FROM accounts')).toEqual([{ a: 'x' }]);
      expect(await session.rows('SELECT count(*) AS rows FROM public.accounts')).toEqual([{ rows: 2 }]);
      expect(await test.rows('SELECT count(*) AS rows FROM accounts')).toEqual([{ rows: 2 }]);
      await session.run('DROP TABLE accounts');
      expect(await session.rows('SELECT count(*) AS rows FROM accounts')).toEqual([{ rows: 2 }]);
      await session.close();
    },
  );

  it('is made by a name with #, and gone with its session', async () => {
    const session = openSession();

    await session.run('CREATE TABLE #scratch (a INTEGER)');
    await session.run('INSERT INTO #scratch VALUES (1)');
    expect(await session.rows('SELECT a FROM #scratch')).toEqual([{ a: 1 }]);
    await session.close();

    await expect(session.run('SELECT * FROM #scratch')).rejects.toThrow('relation "#scratch" does not exist');
  });

  it.each([
    'CREATE TEMP TABLE copied AS SELECT 1 AS a',
    'SELECT 1 AS a INTO TEMP TABLE copied',
    'SELECT 1 AS a INTO #copied',
  ])('is filled by a query: %s', async (sql) => {
    const session = openSession();
    const name = sql.includes('#') ? '#copied' : 'copied';

    await session.run(sql);

    expect(await session.rows(`SELECT a FROM ${name}`)).toEqual([{ a: 1 }]);
    await expect(test.run(`SELECT a FROM ${name}`)).rejects.toThrow('does not exist');
  });

  it('is open to a user who may create nothing else', async () => {
    const session = openSession('IAMR:somebody');

    await session.run('CREATE TEMP TABLE mine (a INTEGER)');
    await session.run('INSERT INTO mine VALUES (1)');

    expect(await session.rows('SELECT a FROM mine')).toEqual([{ a: 1 }]);
  });

  it('goes with the transaction that made it', async () => {
    const session = openSession();

    for (const sql of ['BEGIN', 'CREATE TEMP TABLE brief (a INTEGER)', 'ROLLBACK']) await session.run(sql);

    await expect(session.run('SELECT * FROM brief')).rejects.toThrow('relation "brief" does not exist');
  });
});
