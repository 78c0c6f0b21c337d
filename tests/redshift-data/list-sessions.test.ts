import {
  CancelStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  ListSessionsCommand,
  type ListSessionsCommandInput,
  paginateListSessions,
} from '@aws-sdk/client-redshift-data';
import { beforeEach, describe, expect, it } from 'vitest';
import { database, type OpenDataApi, openDataApi } from './open-data-api.ts';
import { asAdmin } from './run.ts';
import { type ScriptedEngine, scriptedEngine } from './scripted-engine.ts';

describe('the sessions', () => {
  let engine: ScriptedEngine;
  let api: OpenDataApi;
  let now: number;

  beforeEach(async () => {
    now = Date.UTC(2026, 10, 20);
    engine = scriptedEngine();
    api = await openDataApi(engine, () => now);
    return async () => {
      engine.release();
      await api.close();
    };
  });

  const open = (role = 'caller', keepAlive = 60, Sql = 'SELECT 1', session = 'one') =>
    api.client(role, session).send(
      new ExecuteStatementCommand({
        ...{ ...database, Sql, SessionKeepAliveSeconds: keepAlive },
        ...(Sql !== 'HOLD' && { WaitTimeSeconds: 30 }),
      }),
    );
  const list = async (input: ListSessionsCommandInput = {}, role = 'open', session = 'one') =>
    (await api.client(role, session).send(new ListSessionsCommand(input))).Sessions ?? [];
  const use = (SessionId: string | undefined, role = 'caller', session = 'one', input = {}) =>
    api.client(role, session).send(new ExecuteStatementCommand({ Sql: 'SELECT 1', SessionId, ...input }));

  it('run one statement at a time', async () => {
    const { Id, SessionId } = await open('open', 60, 'HOLD');
    await expect.poll(() => engine.executed.length).toBe(1);
    expect(await list({ Status: 'BUSY' })).toMatchObject([{ SessionId, Status: 'BUSY', CurrentStatementId: Id }]);

    await expect(use(SessionId, 'open')).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Session is not available',
    });

    await api.client('open').send(new CancelStatementCommand({ Id }));
    await api.client('open').send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }));
    expect(await use(SessionId, 'open')).toMatchObject({ SessionId });
  });

  it('end a statement that runs when they are 24 hours old', async () => {
    const { Id, SessionId } = await open('open', 60, 'HOLD');
    await expect.poll(() => engine.executed.length).toBe(1);
    now += 24 * 3_600_000;

    expect(await list({ SessionId })).toMatchObject([{ Status: 'CLOSED' }]);
    const described = await api.client('open').send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }));
    expect(described.Status).toBe('ABORTED');
    expect(engine.closedSessions).toEqual([SessionId]);
  });

  it('are listed with their state and their end', async () => {
    const { SessionId } = await open('open');

    expect(await list()).toEqual([
      {
        SessionId,
        Status: 'AVAILABLE',
        CreatedAt: new Date(now),
        UpdatedAt: new Date(now),
        Database: 'recourse',
        DbUser: 'IAMR:open',
        WorkgroupName: 'recourse-dev',
        SessionAliveSeconds: 60,
        SessionTtl: new Date(now + 60_000),
      },
    ]);
    now += 60_000;
    expect(await list()).toEqual([]);
    expect(await list({ Status: 'CLOSED' })).toMatchObject([
      { SessionId, Status: 'CLOSED', UpdatedAt: new Date(now), SessionTtl: new Date(now) },
    ]);
    expect(engine.closedSessions).toEqual([SessionId]);
  });

  it('are listed in pages, the latest first', async () => {
    const opened: unknown[] = [];
    for (let count = 0; count < 5; count += 1) opened.unshift((await open('open')).SessionId);
    const pages: unknown[][] = [];

    const config = { client: api.client('open'), pageSize: 2 };
    for await (const { Sessions = [] } of paginateListSessions(config, {})) {
      pages.push(Sessions.map(({ SessionId }) => SessionId));
    }

    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual(opened);
  });

  it('are narrowed down by state, workgroup and database', async () => {
    await open('open');

    expect(await list({ WorkgroupName: 'recourse-dev', Database: 'recourse', Status: 'AVAILABLE' })).toHaveLength(1);
    expect(await list({ Status: 'BUSY' })).toEqual([]);
    expect(await list({ Database: 'other' })).toEqual([]);
    await expect(list({ WorkgroupName: 'other' })).rejects.toThrow("Redshift endpoint doesn't exist in this region.");
  });

  it('are found by id alone, without any other condition', async () => {
    const { SessionId } = await open('open');

    expect(await list({ SessionId })).toMatchObject([{ SessionId }]);
    await expect(list({ SessionId, Status: 'BUSY' })).rejects.toThrow(
      "Status can't be specified together with SessionId.",
    );
    await expect(list({ SessionId: '00000000-0000-4000-8000-000000000000' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      ResourceId: '00000000-0000-4000-8000-000000000000',
    });
  });

  it('know their database, and take no other', async () => {
    const { SessionId } = await open('open');

    for (const member of [
      { Database: 'recourse' },
      { WorkgroupName: 'recourse-dev' },
      { SecretArn: asAdmin.SecretArn },
    ]) {
      await expect(use(SessionId, 'open', 'one', member)).rejects.toThrow(/can't be specified together with SessionId/);
    }
  });

  it('that never were are invalid', async () => {
    const id = '00000000-0000-4000-8000-000000000000';

    await expect(use(id, 'open')).rejects.toMatchObject({
      name: 'ValidationException',
      message: `Session with Id: ${id} is invalid`,
    });
  });

  it('belong to the role that opened them', async () => {
    const { SessionId } = await open('open');

    expect(await list({}, 'open', 'two')).toHaveLength(1);
    expect(await use(SessionId, 'open', 'two')).toMatchObject({ SessionId });
    await expect(use(SessionId, 'operator')).rejects.toThrow(`Session with Id: ${SessionId} is invalid`);
    expect(await list({}, 'operator')).toEqual([]);
  });

  it('are listed for the IAM session that opened them when that is asked', async () => {
    await open('open');

    expect(await list({ RoleLevel: false }, 'open', 'one')).toHaveLength(1);
    expect(await list({ RoleLevel: false }, 'open', 'two')).toEqual([]);
  });

  it('of another IAM session are denied by a policy that asks for the owner', async () => {
    const { SessionId } = await open('owner', 60);

    expect(await use(SessionId, 'owner')).toMatchObject({ SessionId });
    await expect(use(SessionId, 'owner', 'two')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(await list({ RoleLevel: false }, 'owner')).toHaveLength(1);
    await expect(list({}, 'owner')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('not authorized to perform: redshift-data:ListSessions'),
    });
  });

  it('may be 500 in a workgroup', async () => {
    const { SessionId } = await open('open', 60);
    const others = Array.from({ length: 499 }, () => ({ ...database, Sql: 'SELECT 1', SessionKeepAliveSeconds: 60 }));
    const client = api.client('open');
    await Promise.all(others.map((input) => client.send(new ExecuteStatementCommand(input))));

    await expect(open('open')).rejects.toMatchObject({
      name: 'ActiveSessionsExceededException',
      message: 'Active sessions exceeded the allowed quota (500).',
    });
    await use(SessionId, 'open', 'one', { SessionKeepAliveSeconds: 0, WaitTimeSeconds: 30 });
    expect((await open('open')).SessionId).toBeDefined();
  });
});
