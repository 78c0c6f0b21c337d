import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLambda, type Lambda, type LambdaOptions } from '../../local/lambda/lambda.ts';
import type { Resource } from '../../local/template/template.ts';

let folder: string;
let lines: string[];
let lambda: Lambda | undefined;

function functionResource(name: string, properties: Record<string, unknown> = {}): Resource {
  return {
    logicalId: `Function${name}`,
    type: 'AWS::Lambda::Function',
    ref: name,
    attributes: { Arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}` },
    properties: {
      FunctionName: name,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/asker',
      Code: { S3Bucket: 'assets', S3Key: `${name}.zip` },
      Timeout: 5,
      MemorySize: 256,
      ...properties,
    },
  };
}

/** Writes a bundle and starts a Lambda with this one function, named `asker`. */
async function start(source: string, properties: Record<string, unknown> = {}, options: Partial<LambdaOptions> = {}) {
  await close();
  const bundle = await mkdtemp(join(folder, 'bundle-'));
  await writeFile(join(bundle, 'index.mjs'), source);
  lines = [];
  lambda = createLambda({
    resources: [functionResource('asker', properties)],
    assetPath: () => bundle,
    environment: { AWS_ENDPOINT_URL_REDSHIFT_DATA: 'http://127.0.0.1:1' },
    credentials: (roleArn, sessionName) => ({
      accessKeyId: 'ASIAEXAMPLE',
      secretAccessKey: `secret of ${roleArn}`,
      sessionToken: `session ${sessionName}`,
    }),
    log: (line) => lines.push(line),
    ...options,
  });
  return lambda;
}

async function close() {
  await lambda?.close();
  lambda = undefined;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lambda-'));
});

beforeEach(close);

afterAll(async () => {
  await close();
  await rm(folder, { recursive: true });
});

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
    const teller = await start(`let count = 0; export const handler = async () => { count += 1; return count; };`);

    expect(await teller.invoke('asker', {}, { invocationType: 'Event' })).toEqual({ ok: true, payload: null });
    expect(await teller.invoke('asker', {})).toEqual({ ok: true, payload: 2 });
  }, 10_000);

  it('refuses functions that the template lacks or that do not run on Node.js', async () => {
    const one = createLambda({
      resources: [functionResource('snake', { Runtime: 'python3.13' })],
      assetPath: () => folder,
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
    const coldStarts = lines.filter((line) => line.includes('cold start'));
    expect(coldStarts.length).toBeLessThanOrEqual(2);
  });

  it('are used again', async () => {
    const one = await start(slow);

    await one.invoke('asker', { wait: 0 });

    expect(await one.invoke('asker', { wait: 0 })).toEqual({ ok: true, payload: { most: 1, served: 2 } });
    expect(lines).toEqual([expect.stringMatching(/^asker: cold start of instance 1 in \d+ ms$/)]);
  });

  it('can be started ahead of need', async () => {
    const one = await start(slow);

    await one.warm('asker', 2);

    expect(lines.filter((line) => line.includes('cold start'))).toHaveLength(2);
    await Promise.all([one.invoke('asker', { wait: 50 }), one.invoke('asker', { wait: 50 })]);
    expect(lines).toHaveLength(2);
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
    await expect(one.invoke('asker', {})).rejects.toThrow('after the end');
  });
});

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
    expect(lines.find((line) => line.includes('RangeError'))).toMatch(
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

  it('that dies between invocations is started afresh', async () => {
    const one = await start(`let served = 0; export const handler = async () => {
      served += 1; setTimeout(() => process.exit(1), 20); return served;
    };`);

    expect(await one.invoke('asker', {})).toEqual({ ok: true, payload: 1 });
    await new Promise((resolve) => setTimeout(resolve, 200));
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
    const printed = lines.filter((line) => !line.includes('cold start'));
    expect(printed).toEqual([
      'asker init: module loaded',
      `asker ${id}: one`,
      `asker ${id}: two`,
      `asker ${id}: three`,
      `asker ${id}: four`,
    ]);
  });
});

describe('a bundle', () => {
  it.each([
    ['index.mjs', 'export const handler = async () => "esm";', 'esm'],
    ['index.cjs', 'exports.handler = async () => "cjs";', 'cjs'],
    ['index.js', 'module.exports = { handler: async () => "js" };', 'js'],
    ['nested/main.mjs', 'export const run = async () => "nested";', 'nested'],
  ])('may be %s', async (file, source, payload) => {
    const bundle = await mkdtemp(join(folder, 'bundle-'));
    await mkdir(join(bundle, 'nested'));
    await writeFile(join(bundle, file), source);
    const handler = file === 'nested/main.mjs' ? 'nested/main.run' : 'index.handler';

    const one = await start('', { Handler: handler }, { assetPath: () => bundle });

    expect(await one.invoke('asker', {})).toEqual({ ok: true, payload });
  });
});
