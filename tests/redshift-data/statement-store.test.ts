import { describe, expect, it } from 'vitest';
import { createSessionClosing } from '../../local/redshift-data/sessions/session-closing.ts';
import { createSessionStore } from '../../local/redshift-data/sessions/session-store.ts';
import { noJournal } from '../../local/redshift-data/statements/statement-journal.ts';
import { createStatementStore } from '../../local/redshift-data/statements/statement-store.ts';
import { workgroup } from './open-data-api.ts';
import { column, scriptedEngine, table } from './scripted-engine.ts';

const owner = { principalArn: 'arn:user', userId: 'AIDA', identity: 'arn:user' };
const connection = { workgroup, database: 'recourse', dbUser: 'admin' };

function open(maxBytes?: number) {
  const engine = scriptedEngine();
  engine.answer('LONG', table([column('x', 'varchar')], ['x'.repeat(10_000)]));
  let now = 0;
  const onError = (error: unknown) => expect.fail(String(error));
  const clock = () => now;
  const sessions = createSessionStore(createSessionClosing(engine, clock, onError), clock);
  const store = createStatementStore({
    ...{ engine, clock, onError, sessions, journal: noJournal, onEnd: () => {} },
    ...(maxBytes !== undefined && { maxBytes }),
  });
  return {
    store,
    submit: async (sql: string, clientToken?: string) => {
      const statement = store.submit(owner, {
        ...{ sqls: [sql], executionMode: undefined, parameters: [], connection, session: undefined, clientToken },
        ...{ fingerprint: '', statementName: undefined, resultFormat: 'JSON', withEvent: false },
      });
      if (sql !== 'HOLD') await statement.ended;
      return statement;
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('the statements in memory', () => {
  it('lose their rows, the oldest first, when they grow over the limit, but neither their end nor their token', async () => {
    const { store, submit } = open(30_000);
    const first = await submit('LONG', 'token');
    const second = await submit('LONG');
    const third = await submit('LONG');
    await submit('SELECT 1');

    const hasRows = ({ id }: { id: string }) => store.find(id)?.executions[0]?.result !== undefined;
    expect([first, second, third].map(hasRows)).toEqual([false, true, true]);
    expect(store.find(first.id)).toMatchObject({ progress: { status: 'FINISHED' }, executions: [{ outcome: {} }] });
    expect(store.findByClientToken(owner, 'token')?.id).toBe(first.id);
  });

  it('go from the oldest on when even without rows they are over the limit, but never one that runs', async () => {
    const { store, submit } = open(5_000);
    const running = await submit('HOLD');
    const first = await submit('LONG', 'token');
    const second = await submit('LONG');
    expect(store.find(first.id)).toBeDefined();

    const third = await submit('LONG');
    await submit('SELECT 1');

    expect(store.find(first.id)).toBeUndefined();
    expect(store.findByClientToken(owner, 'token')).toBeUndefined();
    expect([running, second, third].map(({ id }) => store.find(id)?.progress.status)).toEqual([
      'STARTED',
      'FINISHED',
      'FINISHED',
    ]);
  });

  it('are 8,000 at most, and 2,000 of them have rows', async () => {
    const { store, submit } = open();
    const ids: string[] = [];
    for (let count = 0; count < 8_002; count += 1) ids.push((await submit('SELECT 1')).id);

    const [first = '', second = ''] = ids;
    expect(store.find(first)).toBeUndefined();
    expect(store.find(second)).toMatchObject({ progress: { status: 'FINISHED' } });
    const withRows = store.list().filter(({ executions }) => executions[0]?.result !== undefined);
    // The last to be submitted came after the last look.
    expect(withRows.length - 1).toBe(2_000);
  });

  it('go 24 hours after they ended', async () => {
    const { store, submit, pass } = open();
    const old = await submit('LONG', 'token');
    pass(24 * 3_600_000);
    const fresh = await submit('SELECT 1', 'token');

    expect(store.find(old.id)).toBeUndefined();
    expect(store.findByClientToken(owner, 'token')).toBe(fresh);
  });
});
