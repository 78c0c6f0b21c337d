import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { start } from './start.ts';

describe('a failing function', () => {
  const unhandled = (message: unknown) => {
    const functionError = expect.objectContaining({ errorMessage: message });
    return { ok: false, error: { type: 'Lambda:Unhandled', message, functionError } };
  };

  it('replies the message of what it threw, and its instance lives on', async () => {
    const one = await start(`let count = 0; export const handler = async ({ fail }) => {
      count += 1;
      if (fail) throw new RangeError('no such strategy');
      return count;
    };`);

    expect(await one.invoke('asker', { fail: true })).toEqual(unhandled('no such strategy'));
    expect(await one.invoke('asker', {})).toEqual({ ok: true, payload: 2 });
    expect(one.lines.find((line) => line.includes('RangeError'))).toMatch(
      /^asker [0-9a-f-]{36}: RangeError: no such strategy$/,
    );
    const frames = one.lines.filter((line) => line.includes(':     at '));
    expect(frames[0]).toMatch(/at handler \(file:.*\/index\.mjs:3:23\)$/);
    expect(frames[1]).toMatch(/at runHandler \(file:\/\/\/var\/runtime\/index\.mjs:\d+:\d+\)$/);
  });

  it('replies when what it threw is no error', async () => {
    const one = await start(`export const handler = () => { throw 'plain'; };`);

    expect(await one.invoke('asker', {})).toEqual(unhandled('plain'));
  });

  it.each(['1n', '(() => { const circle = {}; circle.self = circle; return circle; })()'])(
    'replies when its result is %s, which is no JSON',
    async (result) => {
      const one = await start(`export const handler = async () => ${result};`);

      expect(await one.invoke('asker', {})).toEqual(unhandled('Unable to stringify response body'));
    },
  );

  it('replies when it calls itself for ever', async () => {
    const one = await start('export const handler = async (event) => handler(event) + 1;'.replace('async ', ''));

    expect(await one.invoke('asker', {})).toEqual(unhandled('Maximum call stack size exceeded'));
  });

  it('times out, even in an endless loop, and the next invocation gets a fresh instance', async () => {
    const one = await start(
      `let served = 0; export const handler = async ({ hang }) => {
        served += 1;
        if (hang === 'wait') await new Promise(() => setInterval(() => {}, 1000));
        while (hang === 'loop') {}
        return served;
      };`,
      { Timeout: 1 },
    );

    for (const hang of ['wait', 'loop']) {
      const message = expect.stringMatching(
        /^\d{4}-\d\d-\d\dT[\d:.]+Z [0-9a-f-]{36} Task timed out after 1\.00 seconds$/,
      );
      expect(await one.invoke('asker', { hang })).toEqual(unhandled(message));
      expect(await one.invoke('asker', {})).toEqual({ ok: true, payload: 1 });
    }
  });

  it.each([
    ['process.exit(3)', /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3$/],
    ['process.exit(0)', /^RequestId: [0-9a-f-]{36} Error: Runtime exited without providing a reason$/],
    ['setTimeout(() => { throw new Error("late"); }, 5); await new Promise(() => {})', /^late$/],
    ['Promise.reject(new Error("dropped")); await new Promise((r) => setTimeout(r, 2000))', /^Error: dropped$/],
    ['const all = []; for (;;) all.push(new Array(100000).fill(Math.random()))', /signal: killed$/],
  ])('that crashes by %s replies, and the next invocation gets a fresh instance', async (crash, message) => {
    const one = await start(
      `let served = 0; export const handler = async ({ fail }) => { served += 1; if (fail) { ${crash}; } return served; };`,
      { MemorySize: 128 },
    );

    expect(await one.invoke('asker', { fail: true })).toEqual(unhandled(expect.stringMatching(message)));
    expect(await one.invoke('asker', {})).toEqual({ ok: true, payload: 1 });
  });

  it('that dies between invocations is logged and started afresh', async () => {
    const one = await start(`let served = 0; export const handler = async () => {
      served += 1; setTimeout(() => process.exit(1), 20); return served;
    };`);

    expect(await one.invoke('asker', {})).toEqual({ ok: true, payload: 1 });
    await vi.waitFor(() => {
      expect(one.lines).toContainEqual(
        expect.stringMatching(/^asker [0-9a-f-]{36}: Runtime\.ExitError: .* exit status 1$/),
      );
    });
    expect(await one.invoke('asker', {})).toEqual({ ok: true, payload: 1 });
  });

  it('fails every invocation while its module does not load', async () => {
    const one = await start(`throw new Error('Environment variables are missing: REDSHIFT_SCHEMA');`);
    const missing = unhandled('Environment variables are missing: REDSHIFT_SCHEMA');

    expect(await Promise.all([one.invoke('asker', {}), one.invoke('asker', {})])).toEqual([missing, missing]);
    await expect(one.warm('asker')).rejects.toThrow('asker does not start: Environment variables are missing');
  });

  it('names a handler that its bundle lacks', async () => {
    expect(await (await start('export const other = 1;')).invoke('asker', {})).toEqual(
      unhandled('index.handler is undefined or not exported'),
    );
    expect(await (await start('', { Handler: 'main.handler' })).invoke('asker', {})).toEqual(
      unhandled(expect.stringContaining("Error: Cannot find module 'main'")),
    );
  });

  it('replies an error when its reply is beyond 6 MB', async () => {
    const one = await start('export const handler = async () => "x".repeat(7e6);');

    expect(await one.invoke('asker', {})).toEqual(
      unhandled('Response payload size exceeded maximum allowed payload size (6291556 bytes).'),
    );
  });
});

describe('a slow initialization', () => {
  it('is begun again after ten seconds, with the time of an invocation', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const one = await start(`await new Promise(() => setInterval(() => {}, 1e6)); export const handler = () => {};`, {
      Timeout: 20,
    });

    const reply = one.invoke('asker', {});
    for (const seconds of [10, 20]) {
      await vi.waitUntil(() => vi.getTimerCount() > 0, { interval: 1 });
      vi.advanceTimersByTime(seconds * 1000);
    }

    expect(await reply).toMatchObject({
      error: { message: expect.stringMatching('Task timed out after 20.00 seconds$') },
    });
    expect(one.lines.filter((line) => line.includes('INIT_REPORT'))).toEqual(
      Array(2).fill(expect.stringMatching(/Phase: init\tStatus: timeout\tError Type: Sandbox.Timedout$/)),
    );
  });
});

describe('the log', () => {
  it("is Lambda's own: the start, what the function prints before its end, the end and a report", async () => {
    const one = await start(`console.log('module loaded');
      export const handler = async (event, { awsRequestId }) => {
        console.log('one\\ntwo'); console.error('three'); process.stdout.write('four');
        return awsRequestId;
      };`);

    const reply = await one.invoke('asker', {});
    await one.invoke('asker', {});

    const id = reply.ok ? reply.payload : '';
    const report =
      /^asker REPORT RequestId: \S+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 256 MB\tMax Memory Used: \d+ MB/;
    expect(one.lines.slice(0, 9)).toEqual([
      expect.stringMatching(/^asker INIT_START Runtime Version: nodejs22.x on Node.js v/),
      'asker init: module loaded',
      `asker START RequestId: ${id} Version: $LATEST`,
      `asker ${id}: one`,
      `asker ${id}: two`,
      `asker ${id}: three`,
      `asker ${id}: four`,
      `asker END RequestId: ${id}`,
      expect.stringMatching(report),
    ]);
    expect(one.lines[8]).toMatch(/\tInit Duration: [\d.]+ ms$/);
    expect(one.lines.at(-1)).toMatch(report);
    expect(one.lines.at(-1)).not.toContain('Init Duration');
  });

  it('tells of an instance that its invocation ended', async () => {
    const one = await start('export const handler = () => process.exit(3);');

    await one.invoke('asker', {});

    expect(one.lines.at(-1)).toMatch(/\tStatus: error\tError Type: Runtime.ExitError$/);
  });
});
