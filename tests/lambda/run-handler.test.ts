import { describe, expect, it } from 'vitest';
import { start } from './start.ts';

describe('a handler', () => {
  const ok = (payload: unknown) => ({ ok: true, payload });
  const failed = (message: string) => {
    const functionError = expect.objectContaining({ errorMessage: message });
    return { ok: false, error: { type: 'Lambda:Unhandled', message, functionError } };
  };

  it.each([
    ['calls back', '(event, context, callback) => callback(null, "back")', ok('back')],
    ['calls back late', '(event, context, callback) => { setTimeout(callback, 5, null, "late"); }', ok('late')],
    ['calls back with an error', '(event, context, callback) => callback(new Error("bad"))', failed('bad')],
    ['calls back with a text', '(event, context, callback) => callback("bad")', failed('bad')],
    ['calls back twice', '(event, context, callback) => { callback(null, 1); callback(null, 2); }', ok(1)],
    ['calls back no JSON', '(e, context, callback) => callback(null, 1n)', failed('Unable to stringify response body')],
    ['throws', '() => { throw new Error("thrown"); }', failed('thrown')],
    ['throws what is no error', '() => { throw { code: 7 }; }', failed('[object Object]')],
    ['rejects with nothing', '() => Promise.reject()', failed('handled')],
    ['calls context.succeed', '(event, context) => context.succeed("well")', ok('well')],
    ['calls context.fail', '(event, context) => context.fail(new Error("ill"))', failed('ill')],
    ['calls context.done', '(event, context) => context.done(null, "done")', ok('done')],
    ['calls context.done with an error', '(event, context) => context.done("bad")', failed('bad')],
    ['returns a promise without being async', '() => Promise.resolve("promised")', ok('promised')],
    ['returns without a promise or a callback', '() => "lost"', ok(null)],
    ['is async and takes a callback', 'async (event, context, callback) => "async"', ok('async')],
    ['returns nothing', 'async () => {}', ok(null)],
    ['returns a function', 'async () => () => {}', ok(null)],
  ])('that %s', async (_, source, expected) => {
    const one = await start(`export const handler = ${source};`);

    expect(await one.invoke('asker', {})).toEqual(expected);
    expect(await one.invoke('asker', {})).toEqual(expected);
  });

  it('that calls back waits until nothing is left to do, unless it says otherwise', async () => {
    const one = await start(`let ticks = 0;
      export const handler = (event, context, callback) => {
        context.callbackWaitsForEmptyEventLoop = event.wait;
        const result = { get ticks() { return ticks; } };
        ticks = 0;
        setTimeout(() => { ticks += 1; }, 30);
        callback(null, result);
      };`);

    expect(await one.invoke('asker', { wait: true })).toEqual(ok({ ticks: 1 }));
    expect(await one.invoke('asker', { wait: false })).toEqual(ok({ ticks: 0 }));
  });

  it('that is async and never settles fails as soon as nothing is left to do', async () => {
    const one = await start('export const handler = async () => new Promise(() => {});', { Timeout: 900 });

    expect(await one.invoke('asker', {})).toMatchObject({
      error: { message: expect.stringContaining('a Promise that was never settled') },
    });
  });

  it('with a third parameter is refused from Node.js 24 on', async () => {
    const one = await start('export const handler = async (event, context, callback) => 1;', { Runtime: 'nodejs24.x' });

    expect(await one.invoke('asker', {})).toMatchObject({
      error: { message: expect.stringContaining('removed support for callback-based function handlers') },
    });
  });
});
