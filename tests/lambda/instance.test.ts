import { describe, expect, it, vi } from 'vitest';
import { start } from './start.ts';

describe('a failing function', () => {
  const unhandled = (message: unknown) => ({ ok: false, error: { type: 'Lambda:Unhandled', message } });

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
  });

  it('replies when what it threw is no error', async () => {
    const one = await start(`export const handler = () => { throw 'plain'; };`);

    expect(await one.invoke('asker', {})).toEqual(unhandled('plain'));
  });

  it('replies when its result is no JSON', async () => {
    const one = await start('export const handler = async () => 1n;');

    expect(await one.invoke('asker', {})).toEqual(unhandled(expect.stringContaining('BigInt')));
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
    ['setTimeout(() => { throw new Error("late"); }, 5); await new Promise(() => {})', /^late$/],
    ['Promise.reject(new Error("dropped")); await new Promise((r) => setTimeout(r, 2000))', /^dropped$/],
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
      unhandled(expect.stringContaining('exports no function "handler"')),
    );
    expect(await (await start('', { Handler: 'main.handler' })).invoke('asker', {})).toEqual(
      unhandled(expect.stringContaining('has no .js, .mjs or .cjs file for its handler main.handler')),
    );
  });

  it('replies an error when its reply is beyond 6 MB', async () => {
    const one = await start('export const handler = async () => "x".repeat(7e6);');

    expect(await one.invoke('asker', {})).toEqual(
      unhandled('Response payload size exceeded maximum allowed payload size (6291556 bytes).'),
    );
  });
});

describe('the log', () => {
  it('carries what a function prints, with its name and request id, before its end', async () => {
    const one = await start(`console.log('module loaded');
      export const handler = async (event, { awsRequestId }) => {
        console.log('one\\ntwo'); console.error('three'); process.stdout.write('four');
        return awsRequestId;
      };`);

    const reply = await one.invoke('asker', {});

    const id = reply.ok ? reply.payload : '';
    const printed = one.lines.filter((line) => !line.includes('cold start'));
    expect(printed).toEqual([
      'asker init: module loaded',
      `asker ${id}: one`,
      `asker ${id}: two`,
      `asker ${id}: three`,
      `asker ${id}: four`,
    ]);
  });
});
