import { describe, expect, it } from 'vitest';
import { start } from './start.ts';

describe('the instances of a function', () => {
  const slow = `let running = 0; let most = 0; let served = 0;
    export const handler = async ({ wait }) => {
      running += 1; most = Math.max(most, running); served += 1;
      await new Promise((resolve) => setTimeout(resolve, wait));
      running -= 1;
      return { most, served };
    };`;

  it('run one invocation at a time, and grow no further than the cap', async () => {
    const one = await start(slow, {}, { maxInstances: 2 });

    const replies = await Promise.all(Array.from({ length: 10 }, () => one.invoke('asker', { wait: 20 })));

    expect(replies.every((reply) => reply.ok)).toBe(true);
    expect(replies.map((reply) => (reply.ok ? reply.payload : {}))).toEqual(
      Array(10).fill(expect.objectContaining({ most: 1 })),
    );
    const coldStarts = one.lines.filter((line) => line.includes('INIT_START'));
    expect(coldStarts.length).toBeLessThanOrEqual(2);
  });

  it('are used again', async () => {
    const one = await start(slow);

    await one.invoke('asker', { wait: 0 });

    expect(await one.invoke('asker', { wait: 0 })).toEqual({ ok: true, payload: { most: 1, served: 2 } });
  });

  it('can be started ahead of need', async () => {
    const one = await start(slow);

    await one.warm('asker', 2);

    expect(one.lines.filter((line) => line.includes('INIT_START'))).toHaveLength(2);
    await Promise.all([one.invoke('asker', { wait: 50 }), one.invoke('asker', { wait: 50 })]);
    expect(one.lines.filter((line) => line.includes('INIT_START'))).toHaveLength(2);
  });

  it('refuse what goes beyond a reserved concurrency', async () => {
    const one = await start(slow, { ReservedConcurrentExecutions: 1 });

    const [first, second] = await Promise.all([one.invoke('asker', { wait: 50 }), one.invoke('asker', { wait: 50 })]);

    expect(first.ok).toBe(true);
    expect(second).toEqual({
      ok: false,
      error: { type: 'Lambda:TooManyRequestsException', message: 'Rate Exceeded.' },
    });
  });

  it('end with the Lambda', async () => {
    const one = await start(slow, {}, { maxInstances: 1 });
    await one.warm('asker');
    const [running, waiting] = [one.invoke('asker', { wait: 4000 }), one.invoke('asker', { wait: 4000 })];

    await one.close();

    expect((await running).ok).toBe(false);
    expect((await waiting).ok).toBe(false);
    for (const invocationType of ['RequestResponse', 'Event'] as const) {
      await expect(one.invoke('asker', {}, { invocationType })).rejects.toThrow('after the end');
    }
  });
});
