import {
  BatchExecuteStatementCommand,
  CancelStatementCommand,
  ExecuteStatementCommand,
} from '@aws-sdk/client-redshift-data';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountId } from '../iam/roles.ts';
import { database, type OpenDataApi, openDataApi, workgroup } from './open-data-api.ts';
import { noResultSet, type ScriptedEngine, scriptedEngine } from './scripted-engine.ts';

const now = Date.UTC(2026, 10, 20, 12, 0, 0, 250);
let engine: ScriptedEngine;
let api: OpenDataApi;

beforeEach(async () => {
  engine = scriptedEngine();
  engine.answer('INSERT', noResultSet);
  api = await openDataApi(engine, () => now);
});
afterEach(() => api.close());

const execute = (Sql: string, WithEvent?: boolean) =>
  api
    .client('open')
    .send(new ExecuteStatementCommand({ ...database, Sql, WithEvent, WaitTimeSeconds: 1, StatementName: 'load' }));

describe('the event of a statement', () => {
  it('tells that it has ended, as EventBridge would', async () => {
    const { Id } = await execute('INSERT', true);

    expect(api.events).toEqual([
      {
        version: '0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        'detail-type': 'Redshift Data Statement Status Change',
        source: 'aws.redshift-data',
        account: accountId,
        time: '2026-11-20T12:00:00Z',
        region: 'us-east-1',
        resources: [workgroup.arn],
        detail: {
          principal: `arn:aws:sts::${accountId}:assumed-role/open/one`,
          statementName: 'load',
          statementId: Id,
          redshiftQueryId: 1,
          state: 'FINISHED',
          rows: 3,
          expireAt: Math.floor(now / 1_000) + 24 * 3_600,
        },
      },
    ]);
  });

  it('is sent to who asked for it only', async () => {
    await execute('SELECT 1');
    await execute('SELECT 1', false);

    expect(api.events).toEqual([]);
  });

  it('tells failures and cancellations, and of a batch its rows in all', async () => {
    await execute('SELECT nothing', true);
    const { Id } = await execute('HOLD', true);
    await api.client('open').send(new CancelStatementCommand({ Id }));
    const Sqls = ['INSERT', 'SELECT 1'];
    const batch = { ...database, Sqls, WithEvent: true, WaitTimeSeconds: 1, ExecutionMode: 'AUTO_COMMIT' } as const;
    await api.client('open').send(new BatchExecuteStatementCommand(batch));

    expect(api.events.map(({ detail }) => [detail.state, detail.rows])).toEqual([
      ['FAILED', 0],
      ['ABORTED', 0],
      ['FINISHED', 4],
    ]);
  });
});
