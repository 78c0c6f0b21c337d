import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from '../redshift/engine-under-test.ts';
import { type OpenDataApi, openDataApi } from './open-data-api.ts';
import { rowsOf, run, runBatch } from './run.ts';

describe('a session', () => {
  let warehouse: EngineUnderTest;
  let api: OpenDataApi;
  let now = Date.UTC(2026, 10, 20);

  beforeAll(async () => {
    warehouse = await openEngineUnderTest();
    api = await openDataApi(warehouse.engine, () => now);
  });
  afterAll(async () => {
    await api.close();
    await warehouse.discard();
  });

  const client = () => api.client('operator');
  const begin = async (Sql: string, SessionKeepAliveSeconds = 60) =>
    (await run(client(), Sql, { SessionKeepAliveSeconds })).SessionId ?? '';
  const continued = (SessionId: string, Sql: string) => run(client(), Sql, { SessionId });

  it('keeps temporary tables for later statements, which name nothing but the session', async () => {
    const SessionId = await begin('CREATE TEMP TABLE step (id INTEGER)');

    expect(await continued(SessionId, 'INSERT INTO step VALUES (1), (2)')).toMatchObject({
      Status: 'FINISHED',
      SessionId,
    });
    const { Id } = await continued(SessionId, 'SELECT COUNT(*) FROM step');

    expect(await rowsOf(client(), Id)).toEqual([[2]]);
    expect(await run(client(), 'SELECT COUNT(*) FROM step')).toMatchObject({ Status: 'FAILED' });
  });

  it('keeps a transaction open from one statement to the next', async () => {
    await run(client(), 'CREATE TABLE ledger (id INTEGER)');
    const SessionId = await begin('BEGIN');
    await continued(SessionId, 'INSERT INTO ledger VALUES (1)');
    expect(await rowsOf(client(), (await run(client(), 'SELECT COUNT(*) FROM ledger')).Id)).toEqual([[0]]);

    await continued(SessionId, 'COMMIT');

    expect(await rowsOf(client(), (await run(client(), 'SELECT COUNT(*) FROM ledger')).Id)).toEqual([[1]]);
  });

  it('undoes an open transaction when it closes', async () => {
    await run(client(), 'CREATE TABLE draft (id INTEGER)');
    const SessionId = await begin('BEGIN', 10);
    await continued(SessionId, 'INSERT INTO draft VALUES (1)');
    now += 10_000;
    await expect(continued(SessionId, 'COMMIT')).rejects.toThrow('Session is not available');

    expect(await run(client(), 'INSERT INTO draft VALUES (2)')).toMatchObject({ Status: 'FINISHED' });
    expect(await rowsOf(client(), (await run(client(), 'SELECT id FROM draft')).Id)).toEqual([[2]]);
  });

  it('takes a batch, and its settings hold for what follows', async () => {
    const SessionId = await begin("SET query_group TO 'reports'");
    const { SubStatements, Id } = await runBatch(client(), ['SELECT 1', 'SHOW query_group'], { SessionId });

    expect(SubStatements).toMatchObject([{ Status: 'FINISHED' }, { Status: 'FINISHED' }]);
    expect(await rowsOf(client(), `${Id}:2`)).toEqual([['reports']]);
    expect(await continued(SessionId, 'SELECT 1')).toMatchObject({ Status: 'FINISHED' });
  });

  it('stays for so long after a statement’s end, and each statement puts its end off', async () => {
    const SessionId = await begin('SELECT 1', 60);
    now += 59_999;
    expect(await continued(SessionId, 'SELECT 2')).toMatchObject({ Status: 'FINISHED' });
    now += 59_999;
    expect(await continued(SessionId, 'SELECT 3')).toMatchObject({ Status: 'FINISHED' });

    now += 60_000;

    await expect(continued(SessionId, 'SELECT 4')).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Session is not available',
    });
  });

  it('takes a new time to stay with any statement, and 0 closes it', async () => {
    const SessionId = await begin('SELECT 1', 10);
    await run(client(), 'SELECT 1', { SessionId, SessionKeepAliveSeconds: 100 });
    now += 99_999;
    expect(await continued(SessionId, 'SELECT 1')).toMatchObject({ Status: 'FINISHED' });

    await run(client(), 'SELECT 1', { SessionId, SessionKeepAliveSeconds: 0 });

    await expect(continued(SessionId, 'SELECT 1')).rejects.toThrow('Session is not available');
  });

  it('is 24 hours old at the most', async () => {
    const SessionId = await begin('SELECT 1', 86_400);
    now += 86_400_000 - 1;
    await continued(SessionId, 'SELECT 1');
    now += 1;

    await expect(continued(SessionId, 'SELECT 1')).rejects.toThrow('Session is not available');
  });

  it('is not opened by a statement that asks for none', async () => {
    expect((await run(client(), 'SELECT 1')).SessionId).toBeUndefined();
    expect((await run(client(), 'SELECT 1', { SessionKeepAliveSeconds: 0 })).SessionId).toBeUndefined();
  });

  it('fails a statement that takes longer than its statement_timeout', async () => {
    const SessionId = await begin('SET statement_timeout TO 100');
    const rows = Array.from({ length: 1_000 }, (_, index) => `(${index})`);
    await run(client(), 'CREATE TABLE wide (id INTEGER)');
    await run(client(), `INSERT INTO wide VALUES ${rows.join(',')}`);

    const described = await continued(
      SessionId,
      'SELECT COUNT(*) FROM wide a, wide b, wide c, wide d WHERE a.id + b.id + c.id + d.id = 7',
    );

    expect(described).toMatchObject({
      Status: 'FAILED',
      Error: expect.stringMatching(/^ERROR: Query \(\d+\) cancelled on user's request/),
    });
  });
});
