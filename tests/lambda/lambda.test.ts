import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLambda } from '../../local/lambda/lambda.ts';
import { functionResource, start } from './start.ts';

describe('an invocation', () => {
  it('passes event and reply as JSON, by name or ARN', async () => {
    const echo = await start('export const handler = async (event) => ({ event, lost: undefined, at: new Date(0) });');
    const event = { a: [1, null, 'ü'], gone: undefined };
    const payload = { event: { a: [1, null, 'ü'] }, at: '1970-01-01T00:00:00.000Z' };

    expect(await echo.invoke('asker', event)).toEqual({ ok: true, payload });
    expect(await echo.invoke('arn:aws:lambda:us-east-1:000000000000:function:asker', event)).toEqual({
      ok: true,
      payload,
    });
  });

  it('replies null when the handler returns nothing', async () => {
    const silent = await start('export const handler = () => {};');

    expect(await silent.invoke('asker', {})).toEqual({ ok: true, payload: null });
  });

  it("gives the handler Lambda's context", async () => {
    const teller = await start(`export const handler = async (event, context) => {
      const before = context.getRemainingTimeInMillis();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { ...context, known: Object.keys(context), passed: before - context.getRemainingTimeInMillis(), before };
    };`);

    const reply = await teller.invoke('asker', {});

    const payload = reply.ok ? (reply.payload as { before: number; passed: number }) : { before: 0, passed: 0 };
    expect(reply).toMatchObject({
      payload: {
        awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        functionName: 'asker',
        functionVersion: '$LATEST',
        invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:asker',
        memoryLimitInMB: '256',
        logGroupName: '/aws/lambda/asker',
        logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
        callbackWaitsForEmptyEventLoop: true,
        known: expect.arrayContaining(['clientContext', 'identity', 'succeed', 'fail', 'done']),
      },
    });
    expect(payload.before).toBeLessThanOrEqual(5000);
    expect(payload.before).toBeGreaterThan(0);
    expect(payload.passed).toBeGreaterThanOrEqual(19);
  });

  it('of type Event replies null at once and runs all the same', async () => {
    const source = 'let count = 0; export const handler = async () => { count += 1; return count; };';
    // With one instance the second invocation waits for the first.
    const teller = await start(source, {}, { maxInstances: 1 });

    expect(await teller.invoke('asker', {}, { invocationType: 'Event' })).toEqual({ ok: true, payload: null });
    expect(await teller.invoke('asker', {})).toEqual({ ok: true, payload: 2 });
  }, 10_000);

  it.each(['RequestResponse', 'Event'] as const)('refuses a payload beyond the limit of %s', async (invocationType) => {
    const echo = await start('export const handler = async (event) => event;');
    const most = { RequestResponse: 6_291_456, Event: 1_048_576 }[invocationType];

    expect(await echo.invoke('asker', 'x'.repeat(most - 1), { invocationType })).toEqual({
      ok: false,
      error: {
        type: 'Lambda:RequestTooLargeException',
        message: `Request must be smaller than ${most} bytes for the InvokeFunction operation`,
      },
    });
  });

  it('names a function that the template lacks', async () => {
    const one = await start('');

    expect(() => one.requireFunction('other')).toThrow('The template has no Lambda function other');
    await expect(one.invoke('other', {})).rejects.toThrow('The template has no Lambda function other');
  });
});

describe('an event', () => {
  it('is tried twice more, after one minute and after two, then discarded', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const one = await start('export const handler = async () => { throw new Error("no"); };');
    const tries = () => one.lines.filter((line) => line.includes('START RequestId'));

    await one.invoke('asker', {}, { invocationType: 'Event' });
    for (const [index, seconds] of [60, 120].entries()) {
      const announced = `the event is tried again in ${seconds} seconds`;
      await vi.waitUntil(() => one.lines.some((line) => line.endsWith(announced)), { interval: 1 });
      expect(tries()).toHaveLength(index + 1);
      vi.advanceTimersByTime(seconds * 1000);
    }

    await vi.waitUntil(() => one.lines.some((line) => line.endsWith('discarded after 3 attempts')), { interval: 1 });
    expect(new Set(tries())).toHaveLength(1);
    expect(tries()).toHaveLength(3);
  });
});

describe('a function that does not run here', () => {
  it.each<[string, Record<string, unknown>]>([
    ['its runtime is python3.13, only Node.js is emulated', { Runtime: 'python3.13' }],
    ['it is a container image', { PackageType: 'Image' }],
    ['it has layers, which are not emulated', { Layers: ['arn:aws:lambda:us-east-1:1:layer:x:1'] }],
    ['it mounts a file system, which is not emulated', { FileSystemConfigs: [{ Arn: 'arn' }] }],
    ['it has a dead-letter queue, which is not emulated', { DeadLetterConfig: { TargetArn: 'arn' } }],
    ['its environment has reserved keys: AWS_REGION', { Environment: { Variables: { AWS_REGION: 'mars', OK: '' } } }],
    ['its code /nowhere is not among the assets', {}],
  ])('is refused by name: %s', (reason, properties) => {
    const one = createLambda({
      resources: [functionResource('odd', properties)],
      assetPath: () => '/nowhere',
      environment: {},
      credentials: () => ({ accessKeyId: '', secretAccessKey: '', sessionToken: '' }),
      log: () => {},
    });

    expect(one.refused).toEqual([`Lambda function odd does not run locally: ${reason}`]);
    expect(() => one.requireFunction('odd')).toThrow(reason);
    expect(() => one.requireFunction('arn:aws:lambda:us-east-1:000000000000:function:odd')).toThrow(reason);
  });
});

describe('the environment of a function', () => {
  const tell = 'export const handler = async () => process.env;';

  it("is the template's, Lambda's and its role's, and nothing of this machine's", async () => {
    process.env.SECRET_OF_THE_HOST = 'do not tell';
    const teller = await start(tell, { Environment: { Variables: { REDSHIFT_SCHEMA: 'recourse', COUNT: 3 } } });

    const reply = await teller.invoke('asker', {});

    delete process.env.SECRET_OF_THE_HOST;
    expect(reply).toMatchObject({
      payload: {
        REDSHIFT_SCHEMA: 'recourse',
        COUNT: '3',
        AWS_ENDPOINT_URL_REDSHIFT_DATA: 'http://127.0.0.1:1',
        AWS_REGION: 'us-east-1',
        AWS_LAMBDA_FUNCTION_NAME: 'asker',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
        AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'secret of arn:aws:iam::000000000000:role/asker',
        AWS_SESSION_TOKEN: 'session asker',
      },
    });
    const names = Object.keys((reply.ok && reply.payload) || {});
    const allowed = /^(AWS_|REDSHIFT_SCHEMA$|COUNT$|_HANDLER$|LAMBDA_TASK_ROOT$|LAMBDA_RUNTIME_DIR$|TZ$|LANG$|PATH$)/;
    expect(names.filter((name) => !allowed.test(name))).toEqual([]);
  });

  it('is not shared between instances', async () => {
    const teller = await start(
      `export const handler = async ({ wait }) => {
        const seen = process.env.MARK;
        process.env.MARK = 'set';
        await new Promise((resolve) => setTimeout(resolve, wait));
        return seen ?? null;
      };`,
    );

    const replies = await Promise.all([teller.invoke('asker', { wait: 300 }), teller.invoke('asker', { wait: 300 })]);

    expect(replies).toEqual([
      { ok: true, payload: null },
      { ok: true, payload: null },
    ]);
    expect(process.env.MARK).toBeUndefined();
  });
});
