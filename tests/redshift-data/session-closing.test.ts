import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSessionClosing, type OpenSession } from '../../local/redshift-data/sessions/session-closing.ts';
import { workgroup } from './open-data-api.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const session = (): OpenSession => ({
  ...{ id: 's', owner: { principalArn: 'arn:user', userId: 'AIDA', identity: 'arn:user' } },
  connection: { workgroup, database: 'recourse', dbUser: 'admin' },
  ...{
    sequence: 1,
    createdAt: 0,
    updatedAt: 0,
    status: 'AVAILABLE',
    keepAliveSeconds: 60,
    currentStatementId: undefined,
  },
});

describe('the closing of sessions', () => {
  it('is not missed when the timer is ahead of a clock that was set back', async () => {
    let now = 10_000;
    const closed: string[] = [];
    const ending = { cancel: async () => true, closeSession: async (id: string) => void closed.push(id) };
    const closing = createSessionClosing(
      ending,
      () => now,
      (error) => expect.fail(String(error)),
    );

    closing.moveTo(session(), 'AVAILABLE');
    now = 65_000;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(closed).toEqual([]);
    now = 70_000;
    await vi.advanceTimersByTimeAsync(5_000);

    expect(closed).toEqual(['s']);
  });
});
