import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { collectGarbage } from '../../bench/running/collect-garbage.ts';
import { RequestTimedOutError, TransportError } from '../../client/errors.ts';
import { exampleCustomer } from '../../client/example-customer.ts';
import { createRecourse } from '../../client/recourse.ts';
import { type Endpoint, held, openEndpoint, reply } from './open-endpoint.ts';

let endpoint: Endpoint | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await endpoint?.close();
  endpoint = undefined;
});

const model = { state: 'READY' };

/** An API that answers once it is released, to a client whose clock the test turns. */
async function openHeld() {
  const { answer, release } = held(async () => reply({ data: { model } }));
  endpoint = await openEndpoint(answer);
  const { url, requests } = endpoint;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  // expect.poll would turn the clock.
  const arrival = async (count = 1) => {
    while (requests.length < count) await new Promise(setImmediate);
  };
  return { url, release, arrival };
}

async function openAnswering() {
  endpoint = await openEndpoint(async () => reply({ data: { model, rankStrategies: {} } }));
  return createRecourse({ endpoint: endpoint.url, token: 'jwt' });
}

describe('a call', () => {
  it('that no answer comes to ends after 32 s', async () => {
    const { url, arrival } = await openHeld();

    const failed = vi.fn();
    createRecourse({ endpoint: url, token: 'jwt' }).model().catch(failed);
    await arrival();
    await vi.advanceTimersByTimeAsync(31_999);
    expect(failed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);

    const [error] = failed.mock.lastCall ?? [];
    expect(error).toBeInstanceOf(RequestTimedOutError);
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ name: 'RequestTimedOutError', timeoutMs: 32_000, status: null, requestId: null });
  });

  it('has the timeout of its request before that of its client', async () => {
    const { url, arrival, release } = await openHeld();
    const recourse = createRecourse({ endpoint: url, token: 'jwt', timeoutMs: 500 });

    const short = recourse.model();
    const long = recourse.model({ timeoutMs: Number.POSITIVE_INFINITY });
    const failure = expect(short).rejects.toMatchObject({ timeoutMs: 500 });
    await arrival(2);
    vi.advanceTimersByTime(60_000);

    await failure;
    release();
    expect(await long).toEqual(model);
  });

  it('times out also when the token does not come', async () => {
    const { url } = await openHeld();

    const asked = createRecourse({ endpoint: url, token: () => new Promise(() => {}), timeoutMs: 500 }).model();
    vi.advanceTimersByTime(500);

    await expect(asked).rejects.toBeInstanceOf(RequestTimedOutError);
  });

  it('rejects with its signal’s reason when called off, whatever its timeout', async () => {
    const { url, arrival } = await openHeld();
    const controller = new AbortController();
    const reason = new Error('the user left');

    const asked = createRecourse({ endpoint: url, token: 'jwt' }).model({ signal: controller.signal });
    const failure = expect(asked).rejects.toBe(reason);
    await arrival();
    controller.abort(reason);

    await failure;
  });

  it('asks nothing when it is called off beforehand', async () => {
    const token = vi.fn(() => 'jwt');

    const asked = createRecourse({ endpoint: 'http://127.0.0.1:1/graphql', token }).rankStrategies(exampleCustomer, {
      signal: AbortSignal.abort('too late'),
    });

    await expect(asked).rejects.toBe('too late');
    expect(token).not.toHaveBeenCalled();
  });

  it('leaves no timer behind when it is answered', async () => {
    const recourse = await openAnswering();
    const [set, cleared] = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'clearTimeout')];

    await recourse.model();

    const timer = set.mock.results[set.mock.calls.findIndex(([, ms]) => ms === 32_000)]?.value;
    expect(cleared).toHaveBeenCalledWith(timer);
    vi.restoreAllMocks();
  });

  it('leaves nothing at its caller’s signal when it is answered', async () => {
    const recourse = await openAnswering();
    const { signal } = new AbortController();
    const options = { signal };
    const ask = async () => {
      const customer = { ...exampleCustomer };
      await recourse.rankStrategies(customer, options);
      return new WeakRef(customer);
    };

    const customer = await ask();
    await ask();
    collectGarbage();

    expect(customer.deref()).toBeUndefined();
    expect(options.signal.aborted).toBe(false);
  });

  it('closes its connection when it is called off', async () => {
    const controller = new AbortController();
    const server = createServer();
    const closed = new Promise((resolve) => {
      server.on('request', (_, response) => {
        response.on('close', resolve);
        controller.abort();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;

    const asked = createRecourse({ endpoint: url, token: 'jwt' }).model({ signal: controller.signal });

    await expect(asked).rejects.toHaveProperty('name', 'AbortError');
    await closed;
    server.close();
  });
});
