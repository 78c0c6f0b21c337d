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
const balance = async (id: number) => (await test.rows(`SELECT balance FROM accounts WHERE id = ${id}`))[0]?.balance;

describe('A transaction', () => {
  it('shows its changes to others when it commits', async () => {
    const session = openSession();

    await session.run('BEGIN');
    await session.run('UPDATE accounts SET balance = 50 WHERE id = 1');
    const before = await balance(1);
    await session.run('COMMIT');

    expect([before, await balance(1)]).toEqual([100, 50]);
  });

  it.each(['ROLLBACK', 'ABORT WORK', 'the end of the session'])('is undone by %s', async (end) => {
    const session = openSession();

    await session.run('START TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ WRITE');
    await session.run('UPDATE accounts SET balance = 0 WHERE id = 2');
    await session.run('CREATE TABLE made_in_between (a INTEGER)');
    await session.run('INSERT INTO made_in_between VALUES (1)');
    const seen = await session.rows('SELECT balance, a FROM accounts, made_in_between WHERE id = 2');
    await (end.startsWith('the') ? session.close() : session.run(end));

    expect(seen).toEqual([{ balance: 0, a: 1 }]);
    expect(await balance(2)).toBe(100);
    await expect(test.run('SELECT * FROM made_in_between')).rejects.toThrow(
      'relation "made_in_between" does not exist',
    );
  });

  it('hides the tables that it makes until it commits', async () => {
    const session = openSession();

    await session.run('BEGIN');
    await session.run('CREATE TABLE kept (a INTEGER)');
    await expect(test.run('SELECT * FROM kept')).rejects.toThrow('relation "kept" does not exist');
    await session.run('END');

    expect(await test.rows('SELECT * FROM kept')).toEqual([]);
  });

  it('takes no statement but its end after one has failed', async () => {
    const session = openSession();

    await session.run('BEGIN');
    await session.run('UPDATE accounts SET balance = 0 WHERE id = 2');
    await expect(session.run('SELECT nothing FROM accounts')).rejects.toThrow('column "nothing" does not exist');
    await expect(session.run('SELECT 1')).rejects.toThrow(
      'ERROR: current transaction is aborted, commands ignored until end of transaction block',
    );
    await session.run('COMMIT');

    expect(await balance(2)).toBe(100);
    expect(await session.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('that has failed ends where a search path is set', async () => {
    await test.run('CREATE SCHEMA elsewhere');
    const session = openSession();
    await session.run('SET search_path TO elsewhere, public');
    await session.run('BEGIN');

    await expect(session.run('SELECT 1 / (balance - balance) FROM accounts')).rejects.toThrow('Divide by zero');
    await session.run('ROLLBACK');

    expect(await session.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('makes other changes wait, not other readers', async () => {
    const session = openSession();
    await session.run('BEGIN');
    await session.run('UPDATE accounts SET balance = balance + 1 WHERE id = 2');
    let isOver = false;

    const other = test.run('UPDATE accounts SET balance = balance + 1 WHERE id = 2').then(() => {
      isOver = true;
    });
    expect(await balance(2)).toBe(100);
    expect(isOver).toBe(false);
    await session.run('COMMIT');
    await other;

    expect(await balance(2)).toBe(102);
  });

  it('fails when another has changed what it read', async () => {
    const session = openSession();
    await session.run('BEGIN');
    await session.run('SELECT * FROM accounts');
    await test.run('UPDATE accounts SET balance = 7 WHERE id = 1');

    await expect(session.run('UPDATE accounts SET balance = 8 WHERE id = 1')).rejects.toThrow(
      'ERROR: 1023 DETAIL: Serializable isolation violation on table',
    );
    await session.run('ROLLBACK');

    expect(await balance(1)).toBe(7);
  });

  it('is committed by TRUNCATE', async () => {
    const session = openSession();
    await test.run('CREATE TABLE emptied (a INTEGER)');
    await test.run('INSERT INTO emptied VALUES (1)');

    await session.run('BEGIN');
    await session.run('UPDATE accounts SET balance = 9 WHERE id = 1');
    await session.run('TRUNCATE emptied');
    await session.run('ROLLBACK');

    expect(await balance(1)).toBe(9);
    expect(await test.rows('SELECT * FROM emptied')).toEqual([]);
  });

  it('refuses CREATE MODEL', async () => {
    const session = openSession();

    await session.run('BEGIN');

    await expect(session.run('CREATE MODEL m FROM accounts')).rejects.toThrow(
      'ERROR: CREATE MODEL cannot run inside a transaction block',
    );
    await session.run('ROLLBACK');
  });

  it('takes a second BEGIN and an end without a beginning, as warnings that nobody sees', async () => {
    const session = openSession();

    for (const sql of ['COMMIT', 'BEGIN', 'BEGIN TRANSACTION', 'END', 'ROLLBACK']) await session.run(sql);

    expect(await session.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is over with a statement that begins it outside of any session', async () => {
    await test.run('BEGIN');

    expect(await test.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
