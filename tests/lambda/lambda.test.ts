import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLambda } from '../../local/lambda/lambda.ts';
import { functionResource, makeBundleFolder, start } from './start.ts';

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
      return { ...context, passed: before - context.getRemainingTimeInMillis(), before };
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

  it('refuses functions that the template lacks or that do not run on Node.js', async () => {
    const one = createLambda({
      resources: [functionResource('snake', { Runtime: 'python3.13' })],
      assetPath: () => '',
      environment: {},
      credentials: () => ({ accessKeyId: '', secretAccessKey: '', sessionToken: '' }),
      log: () => {},
    });

    const reason = 'Lambda function snake does not run locally: its runtime is python3.13, only Node.js is emulated';
    expect(one.refused).toEqual([reason]);
    await expect(one.invoke('snake', {})).rejects.toThrow(reason);
    await expect(one.invoke('other', {})).rejects.toThrow('The template has no Lambda function other');
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
    const allowed = /^(AWS_|REDSHIFT_SCHEMA$|COUNT$|_HANDLER$|LAMBDA_TASK_ROOT$|LANG$|PATH$)/;
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

describe('a bundle', () => {
  it.each([
    ['index.mjs', 'export const handler = async () => "esm";', 'esm'],
    ['index.cjs', 'exports.handler = async () => "cjs";', 'cjs'],
    ['index.js', 'module.exports = { handler: async () => "js" };', 'js'],
    ['nested/main.mjs', 'export const run = async () => "nested";', 'nested'],
  ])('may be %s', async (file, source, payload) => {
    const bundle = await makeBundleFolder();
    await mkdir(join(bundle, 'nested'));
    await writeFile(join(bundle, file), source);
    const handler = file === 'nested/main.mjs' ? 'nested/main.run' : 'index.handler';

    const one = await start('', { Handler: handler }, { assetPath: () => bundle });

    expect(await one.invoke('asker', {})).toEqual({ ok: true, payload });
  });
});
