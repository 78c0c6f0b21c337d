import {
  CancelStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  type RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFaults, type Faults } from '../../../local/redshift-data/faults/faults.ts';
import { database, type OpenDataApi, openDataApi } from '../open-data-api.ts';
import { column, type ScriptedEngine, scriptedEngine, table } from '../scripted-engine.ts';

let now: number;
let slept: number[];
let faults: Faults;
let engine: ScriptedEngine;
let api: OpenDataApi;
let client: RedshiftDataClient;

beforeEach(async () => {
  now = 0;
  slept = [];
  faults = createFaults(
    () => now,
    async (ms) => slept.push(Math.round(ms)),
  );
  engine = scriptedEngine();
  api = await openDataApi(engine, Date.now, faults);
  client = api.client('caller');
});
afterEach(() => api.close());

const send = (ClientToken?: string) =>
  client.send(new ExecuteStatementCommand({ ...database, Sql: 'SELECT 1', WaitTimeSeconds: 30, ClientToken }));

async function described() {
  const { Id } = await send();
  return client.send(new DescribeStatementCommand({ Id }));
}

/** How many of so many statements, sent one after another, were answered, and by which error the others were not. */
async function sendMany(count: number) {
  const outcomes: Record<string, number> = {};
  for (let index = 0; index < count; index += 1) {
    const outcome = await send().then(
      () => 'answered',
      (error: Error) => error.name,
    );
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return outcomes;
}

describe('a day without faults', () => {
  it('delays nothing and refuses nothing', async () => {
    expect(await sendMany(40)).toEqual({ answered: 40 });
    expect(slept).toEqual([]);
    expect(faults.read()).toEqual({ faults: '', timeScale: 1, seed: 1, struck: {}, running: 0 });
  });
});

describe('a warm workgroup', () => {
  it('takes 15 ms for a call and 400 ms +- 20 % for a statement, differing by the seed', async () => {
    faults.put({ faults: 'warm' });
    await sendMany(10);

    const [calls, statements] = [slept.filter((ms) => ms === 15), slept.filter((ms) => ms !== 15)];
    expect(calls).toHaveLength(10);
    expect(statements).toHaveLength(10);
    expect(new Set(statements).size).toBeGreaterThan(5);
    for (const ms of statements) expect(ms).toBeGreaterThanOrEqual(320);
    for (const ms of statements) expect(ms).toBeLessThanOrEqual(480);
    const [first] = [slept.splice(0)];
    faults.put({ faults: 'warm' });
    await sendMany(10);
    expect(slept).toEqual(first);
  });

  it('takes a tenth of the time at a time scale of 0.1', async () => {
    faults.put({ faults: 'waking', timeScale: 0.1 });
    await send();

    expect(slept).toEqual([1_200]);
  });
});

describe('a waking workgroup', () => {
  it('makes statements wait until it is awake, and again after it was idle', async () => {
    faults.put({ faults: 'waking' });
    await send();
    now = 5_000;
    await send();
    now = 12_000;
    await send();
    now = 600_000;
    await send();
    now = 1_200_000;
    await send();

    expect(slept).toEqual([12_000, 7_000, 12_000]);
    expect(faults.read().struck).toEqual({ waking: 3 });
  });
});

describe('the account quotas', () => {
  it('refuse the 31st ExecuteStatement of a second in AWS’s words', async () => {
    faults.put({ faults: 'quotas' });

    expect(await sendMany(35)).toEqual({ answered: 30, ThrottlingException: 5 });
    await expect(send()).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 400 },
    });
    now = 100;
    expect(await sendMany(5)).toEqual({ answered: 3, ThrottlingException: 2 });
  });

  it('are counted for each operation, 3 a second for CancelStatement', async () => {
    faults.put({ faults: 'quotas' });
    const { Id } = await client.send(new ExecuteStatementCommand({ ...database, Sql: 'HOLD' }));
    const cancel = () =>
      client.send(new CancelStatementCommand({ Id })).then(
        () => 'cancelled',
        (error: Error) => error.name,
      );

    const outcomes = [await cancel(), await cancel(), await cancel(), await cancel()];

    expect(outcomes).toEqual(['cancelled', 'ValidationException', 'ValidationException', 'ThrottlingException']);
  });

  it('are retried by an SDK', async () => {
    faults.put({ faults: 'quotas' });
    await sendMany(30);
    const patient = api.client('caller');
    patient.middlewareStack.add(
      (next) => (args) => {
        now += 50;
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    patient.config.maxAttempts = async () => 3;

    const { $metadata } = await patient.send(new ExecuteStatementCommand({ ...database, Sql: 'SELECT 1' }));

    expect($metadata.httpStatusCode).toBe(200);
  });
});

describe('a statement that strikes a fault', () => {
  it('fails', async () => {
    faults.put({ faults: 'fail' });

    expect(await described()).toMatchObject({ Status: 'FAILED', Error: 'ERROR: the fault "fail" ended the statement' });
    expect(engine.executed).toEqual([]);
  });

  it('is aborted', async () => {
    faults.put({ faults: 'abort' });

    expect(await described()).toMatchObject({ Status: 'ABORTED' });
  });

  it('never ends, until it is cancelled', async () => {
    faults.put({ faults: 'hang' });
    const { Id } = await client.send(new ExecuteStatementCommand({ ...database, Sql: 'SELECT 1', WaitTimeSeconds: 1 }));
    expect(await client.send(new DescribeStatementCommand({ Id }))).toMatchObject({ Status: 'STARTED' });
    expect(faults.read().running).toBe(1);

    expect(await client.send(new CancelStatementCommand({ Id }))).toMatchObject({ Status: true });

    expect(await client.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }))).toMatchObject({
      Status: 'ABORTED',
    });
    expect(engine.executed.map(({ sql }) => sql)).not.toContain('SELECT 1');
    expect(faults.read().running).toBe(0);
  });

  it("never ends, until its user's statement_timeout", async () => {
    engine.answer('SHOW statement_timeout', table([column('statement_timeout', 'varchar')], ['26000']));
    faults.put({ faults: 'hang' });

    expect(await described()).toMatchObject({
      Status: 'FAILED',
      Error: expect.stringMatching(/^ERROR: Query \(\d+\) cancelled on user's request$/),
    });
    expect(slept).toEqual([26_000]);
  });

  it('is one of so many by chance, or one of the next', async () => {
    faults.put({ faults: 'fail=0.3', seed: 5 });
    await sendMany(50);
    expect(engine.executed.length).toBeGreaterThan(25);
    expect(engine.executed.length).toBeLessThan(45);

    faults.put({ faults: 'fail=2x' });
    engine.executed.splice(0);
    await sendMany(5);
    expect(engine.executed).toHaveLength(3);
    expect(faults.read().struck).toEqual({ fail: 2 });
  });
});

describe('a request that strikes a fault', () => {
  it('is answered InternalServerException', async () => {
    faults.put({ faults: 'error=1x' });

    await expect(send()).rejects.toMatchObject({
      name: 'InternalServerException',
      $metadata: { httpStatusCode: 500 },
    });
    expect(await sendMany(1)).toEqual({ answered: 1 });
  });

  it('gets no reply, whether it was carried out or not', async () => {
    faults.put({ faults: 'drop=2x' });

    await expect(send('lost')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(engine.executed).toHaveLength(0);
    await expect(send('carried-out')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(engine.executed).toHaveLength(1);
    // The client token finds the statement that was carried out.
    await send('carried-out');
    expect(engine.executed).toHaveLength(1);
  });
});

describe('the control of the faults', () => {
  const control = (init?: RequestInit) => fetch(`${api.url}/_faults`, init);
  const put = (body: unknown) => control({ method: 'PUT', body: JSON.stringify(body) });

  it('says what is on and what has struck, and puts other faults on', async () => {
    expect(await (await put({ faults: 'fail=1x,warm', timeScale: 0.5, seed: 7 })).json()).toEqual({
      faults: 'fail=1x,warm',
      timeScale: 0.5,
      seed: 7,
      struck: {},
      running: 0,
    });
    await send();
    expect(await (await control()).json()).toMatchObject({ faults: 'fail=1x,warm', struck: { fail: 1 } });

    await put({ faults: '' });

    expect(await (await control()).json()).toEqual({ faults: '', timeScale: 1, seed: 1, struck: {}, running: 0 });
    expect(await described()).toMatchObject({ Status: 'FINISHED' });
  });

  it.each([
    [{ faults: 'cold' }, 'There is no fault "cold"'],
    [{ faults: 'warm', timeScale: 0 }, 'timeScale must be above 0 and at most 100'],
    [{ faults: 'warm', seed: '7' }, 'seed must be a number'],
    [{ fault: 'warm' }, 'There is no member "fault"'],
    [{}, 'faults must be a string'],
    [null, 'The body must be a JSON object'],
  ])('refuses %j and leaves what is on', async (body, message) => {
    faults.put({ faults: 'warm' });

    const response = await put(body);

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ message: expect.stringContaining(message) });
    expect(faults.read().faults).toBe('warm');
  });

  it('answers callers on this machine only, to GET and PUT', async () => {
    const request = {
      method: 'GET',
      path: '/_faults',
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.alloc(0),
    };

    expect(await faults.control({ ...request, sourceIp: '192.0.2.7' })).toMatchObject({ status: 403 });
    expect(await faults.control({ ...request, sourceIp: '::1' })).toMatchObject({ status: 200 });
    expect((await control({ method: 'DELETE' })).status).toBe(405);
  });
});
