import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ThrottledError, TransportError, WarehouseUnavailableError } from '../../client/errors.ts';
import { createRecourse, type RecourseOptions } from '../../client/recourse.ts';
import { retryDelayMs } from '../../client/retry.ts';
import { ConnectionDroppedError, type HttpHandler } from '../../local/http.ts';
import { type Endpoint, failed, inTurn, openEndpoint, reply } from './open-endpoint.ts';

let endpoint: Endpoint | undefined;
const chance = vi.spyOn(Math, 'random');
const timers = vi.spyOn(globalThis, 'setTimeout');
beforeEach(() => {
  chance.mockReturnValue(0);
  timers.mockClear();
});
afterEach(async () => {
  await endpoint?.close();
});

const model = { state: 'READY' };
const answers: HttpHandler = async () => reply({ data: { model } });
const drops: HttpHandler = async () => {
  throw new ConnectionDroppedError();
};

async function open(answer: HttpHandler, options: Partial<RecourseOptions> = {}) {
  endpoint = await openEndpoint(answer);
  return { ...endpoint, recourse: createRecourse({ endpoint: endpoint.url, token: 'jwt', ...options }) };
}

describe('a retry', () => {
  it.each<[string, HttpHandler]>([
    ['Throttled', async () => failed('model', 'Throttled', { retryAfterMs: 1 })],
    ['WarehouseUnavailable', async () => failed('model', 'WarehouseUnavailable', { retryAfterMs: 1 })],
    ['HTTP 429', async () => reply({ errors: [{ message: 'Rate exceeded' }] }, 429)],
    ['HTTP 500', async () => reply({ errors: [{ errorType: 'InternalFailure', message: '' }] }, 500)],
    ['a gateway’s HTTP 503', async () => reply('<html>', 503)],
    ['a dropped connection', drops],
  ])('follows %s', async (_, failure) => {
    const { recourse, requests } = await open(inTurn(failure, failure, answers));

    expect(await recourse.model()).toEqual(model);
    expect(requests).toHaveLength(3);
  });

  it.each([
    ...['InvalidCustomer', 'ModelNotReady', 'PredictionTimedOut', 'InternalFailure', 'Unauthorized'].map((type) => ({
      what: type,
      answer: failed('model', type, { retryAfterMs: 1 }),
    })),
    { what: 'a request that does not fit', answer: reply({ data: null, errors: [{ message: 'Validation error' }] }) },
    ...[400, 401, 403].map((status) => ({ what: `HTTP ${status}`, answer: reply({ errors: [] }, status) })),
    { what: 'a reply that is no GraphQL', answer: reply('<html>') },
  ])('does not follow $what', async ({ answer }) => {
    const { recourse, requests } = await open(async () => answer);

    await expect(recourse.model()).rejects.toBeInstanceOf(Error);
    expect(requests).toHaveLength(1);
  });

  it.each([
    { maxRetries: 3, client: {}, request: {} },
    { maxRetries: 1, client: { maxRetries: 1 }, request: {} },
    { maxRetries: 0, client: { maxRetries: 1 }, request: { maxRetries: 0 } },
  ])('is made $maxRetries times of a client with $client and a request with $request', async (options) => {
    const { recourse, requests } = await open(drops, options.client);

    await expect(recourse.model(options.request)).rejects.toMatchObject({ name: 'TransportError', status: null });
    expect(requests).toHaveLength(1 + options.maxRetries);
  });

  it('has a fresh token', async () => {
    const token = vi.fn().mockReturnValueOnce('first').mockReturnValueOnce('second');
    const { recourse, requests } = await open(inTurn(drops, answers), { token });

    await recourse.model();

    expect(requests.map(({ headers }) => headers.authorization)).toEqual(['first', 'second']);
  });

  it('waits for as long as the API asks', async () => {
    chance.mockReturnValue(0.02);
    const { recourse } = await open(inTurn(async () => failed('model', 'Throttled', { retryAfterMs: 7 }), answers));

    expect(await recourse.model()).toEqual(model);
    expect(timers).toHaveBeenCalledWith(expect.any(Function), 7 + 0.02 * 200);
  });

  it('is not waited for when the caller’s time ends before', async () => {
    const { recourse, requests } = await open(async () => failed('model', 'Throttled', { retryAfterMs: 32_000 }));

    await expect(recourse.model()).rejects.toBeInstanceOf(ThrottledError);
    expect(requests).toHaveLength(1);
  });

  it('is not made when the caller leaves during the wait', async () => {
    const { recourse, requests } = await open(async () => failed('model', 'Throttled', { retryAfterMs: 1_000 }));
    const controller = new AbortController();

    const asked = recourse.model({ signal: controller.signal });
    const failure = expect(asked).rejects.toBe('the user left');
    await expect.poll(() => timers.mock.calls.some(([, ms]) => ms === 1_000)).toBe(true);
    controller.abort('the user left');

    await failure;
    expect(requests).toHaveLength(1);
  });
});

describe('retryDelayMs', () => {
  const dropped = new TransportError('dropped', { status: null });

  it.each([
    ['a doubling backoff', dropped, [200, 400, 800, 1_600, 3_200, 5_000, 5_000]],
    ['what Throttled asks for and the backoff', new ThrottledError('', 1_000), [1_200, 1_400, 1_800]],
    ['what WarehouseUnavailable asks for and the backoff', new WarehouseUnavailableError('', 500), [700, 900]],
    ['the backoff when Throttled asks for nothing', new ThrottledError('', null), [200]],
  ])('is at most %s', (_, failure, delays) => {
    chance.mockReturnValue(1);

    expect(delays.map((_delay, retries) => retryDelayMs(failure, retries))).toEqual(delays);
  });

  it('is spread evenly from what the API asks for', () => {
    const delayAt = (random: number) => {
      chance.mockReturnValue(random);
      return retryDelayMs(new ThrottledError('', 1_000), 1);
    };

    expect([0, 0.25, 0.5].map(delayAt)).toEqual([1_000, 1_100, 1_200]);
  });
});
