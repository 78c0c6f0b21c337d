import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  InvalidCustomerError,
  InvalidRequestError,
  RequestTimedOutError,
  ThrottledError,
  TransportError,
  UnauthenticatedError,
} from '../../client/errors.ts';
import { exampleCustomer } from '../../client/example-customer.ts';
import { createRecourse, type RecourseOptions } from '../../client/recourse.ts';
import type { HttpHandler } from '../../local/http.ts';
import { standInApi } from '../web/stand-in-api.ts';
import { type Endpoint, failed, held, inTurn, openEndpoint, reply, requestId } from './open-endpoint.ts';

let endpoint: Endpoint | undefined;
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(async () => {
  vi.useRealTimers();
  await endpoint?.close();
});

// Of the real schema, with the real rules for customers.
const api = standInApi({ betterThanChance: true, failure: null, accepts: () => true, introspection: false });

async function open(answer: HttpHandler = api, options: Partial<RecourseOptions> = {}) {
  endpoint = await openEndpoint(answer);
  const { asked } = endpoint;
  const sizes = () =>
    asked().map(({ variables: { customers } }) => (Array.isArray(customers) ? customers.length : 'one'));
  return { ...endpoint, sizes, recourse: createRecourse({ endpoint: endpoint.url, token: 'jwt', ...options }) };
}

const customer = (customerId: string, own: object = {}) => ({ ...exampleCustomer, customerId, ...own });
const customersOf = (count: number) => Array.from({ length: count }, (_, index) => customer(String(index)));
const failureOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.unreachable('it must fail'),
    (error: unknown) => error,
  );

describe('rankStrategies', () => {
  it('asks for the customers of one tick by one request, and each caller gets their own ranking', async () => {
    const { recourse, sizes } = await open();
    const people = [customer('a'), customer('b', { age: 41 }), customer('c', { age: 70 })];

    const rankings = await Promise.all(people.map((person) => recourse.rankStrategies(person)));

    expect(sizes()).toEqual([3]);
    const alone = [];
    for (const person of people) alone.push(await recourse.rankStrategies(person));
    expect(rankings).toEqual(alone);
    expect(sizes()).toEqual([3, 'one', 'one', 'one']);
  });

  it('lets callers in who come by a promise of the same tick', async () => {
    const { recourse, sizes } = await open();
    const later = async () => {
      await null;
      return recourse.rankStrategies(customer('b'));
    };

    await Promise.all([recourse.rankStrategies(customer('a')), later()]);

    expect(sizes()).toEqual([2]);
  });

  it('asks for 500 customers at most by one request', async () => {
    const { recourse, sizes } = await open();
    const people = customersOf(501);

    const rankings = await Promise.all(people.map((person) => recourse.rankStrategies(person)));

    expect(sizes().sort()).toEqual([500, 'one']);
    expect(rankings.map(({ customerId }) => customerId)).toEqual(people.map(({ customerId }) => customerId));
  });

  it('fails for a customer who breaks rules as it fails for them alone', async () => {
    const { recourse } = await open();
    const invalid = customer('b', { age: 17, missedPayments: 0 });

    const [valid, failure] = await Promise.all([
      recourse.rankStrategies(customer('a')),
      failureOf(recourse.rankStrategies(invalid)),
    ]);

    const alone = await failureOf(recourse.rankStrategies(invalid));
    expect(valid.customerId).toBe('a');
    expect(failure).toBeInstanceOf(InvalidCustomerError);
    expect(failure).toMatchObject({ violations: [{ field: 'age' }, { field: 'missedPaymentsDuration' }], requestId });
    const { cause: _own, ...told } = failure as InvalidCustomerError;
    expect({ ...(alone as InvalidCustomerError) }).toMatchObject(told);
    expect((failure as Error).message).toBe((alone as Error).message);
  });

  it('fails for a customer who does not fit the schema, and for nobody else', async () => {
    const { recourse } = await open();
    const people = customersOf(20).map((person, index) => (index === 13 ? { ...person, age: 38.5 } : person));

    const settled = await Promise.allSettled(people.map((person) => recourse.rankStrategies(person)));

    expect(settled.flatMap((one, index) => (one.status === 'rejected' ? [[index, one.reason]] : []))).toEqual([
      [13, expect.any(InvalidRequestError)],
    ]);
  });

  it('leaves no listener behind at a caller whose request is halved', async () => {
    const { recourse } = await open();
    const warnings = vi.spyOn(process, 'emitWarning');
    const people = [...customersOf(499), customer('499', { age: 38.5 })];

    const settled = await Promise.allSettled(people.map((person) => recourse.rankStrategies(person)));

    expect(settled.map(({ status }) => status)).toEqual([...Array(499).fill('fulfilled'), 'rejected']);
    expect(warnings).not.toHaveBeenCalled();
  });

  describe('behind a firewall', () => {
    const refused = reply({ errors: [{ errorType: 'WAFForbiddenException', message: '403 Forbidden' }] }, 403);

    it('fails for the customer whose text is refused, and for nobody else', async () => {
      const { recourse } = await open(async (request) => (request.body.includes('OR 1=1') ? refused : api(request)));
      const people = [...customersOf(100), customer('OR 1=1')];

      const settled = await Promise.allSettled(people.map((person) => recourse.rankStrategies(person)));

      expect(settled.map(({ status }) => status)).toEqual([...Array(100).fill('fulfilled'), 'rejected']);
      expect(settled.at(-1)).toMatchObject({ reason: expect.any(TransportError) });
    });

    it('does not flood it when it refuses everybody', async () => {
      const { recourse, requests } = await open(async () => refused);

      const settled = await Promise.allSettled(customersOf(500).map((person) => recourse.rankStrategies(person)));

      expect(settled.every(({ status }) => status === 'rejected')).toBe(true);
      expect(requests).toHaveLength(1 + 2 * 20);
    });
  });

  it('fails for everybody by one request when nobody may ask', async () => {
    const { recourse, requests } = await open(async () => reply({ errors: [{ message: 'Token has expired.' }] }, 401));

    const failures = await Promise.all(customersOf(3).map((person) => failureOf(recourse.rankStrategies(person))));

    expect(failures).toEqual(Array(3).fill(expect.any(UnauthenticatedError)));
    expect(requests).toHaveLength(1);
  });

  it('fails for everybody with what the token function throws, of any kind', async () => {
    const { recourse } = await open(api, { token: () => Promise.reject('no session') });

    const failures = await Promise.all(customersOf(2).map((person) => failureOf(recourse.rankStrategies(person))));

    expect(failures).toEqual(['no session', 'no session']);
  });

  it('fails for a customer whom the answer lacks', async () => {
    const { recourse } = await open(async () => reply({ data: { rankCustomers: [] } }));

    const failures = await Promise.all(customersOf(2).map((person) => failureOf(recourse.rankStrategies(person))));

    expect(failures).toMatchObject(Array(2).fill({ name: 'RecourseError', requestId }));
  });

  it('does not ask for a caller who leaves in the same tick', async () => {
    const { recourse, asked } = await open();
    const controller = new AbortController();

    const stays = recourse.rankStrategies(customer('a'));
    const leaves = failureOf(recourse.rankStrategies(customer('b'), { signal: controller.signal }));
    controller.abort('gone');

    expect(await leaves).toBe('gone');
    expect((await stays).customerId).toBe('a');
    expect(asked().map(({ variables }) => variables)).toEqual([{ customer: customer('a') }]);
  });

  it('answers the others when a caller leaves or runs out of time', async () => {
    const { answer, release } = held(api);
    const { recourse, sizes } = await open(answer);
    const controller = new AbortController();

    const leaves = failureOf(recourse.rankStrategies(customer('a'), { signal: controller.signal }));
    const hurries = failureOf(recourse.rankStrategies(customer('b'), { timeoutMs: 20 }));
    const stays = recourse.rankStrategies(customer('c'));
    await expect.poll(sizes).toEqual([3]);
    controller.abort('gone');

    expect(await leaves).toBe('gone');
    expect(await hurries).toBeInstanceOf(RequestTimedOutError);
    release();
    expect((await stays).customerId).toBe('c');
  });

  it('calls the request off when the last caller leaves', async () => {
    const { answer, release } = held(async () => failed('rankCustomers', 'Throttled', { retryAfterMs: 1 }));
    const { recourse, requests } = await open(answer);
    const [first, last] = [new AbortController(), new AbortController()];

    const one = failureOf(recourse.rankStrategies(customer('a'), { signal: first.signal }));
    const other = failureOf(recourse.rankStrategies(customer('b'), { signal: last.signal }));
    await expect.poll(() => requests.length).toBe(1);
    first.abort('first');
    last.abort('last');

    expect([await one, await other]).toEqual(['first', 'last']);
    release();
    expect(await failureOf(recourse.rankStrategies(customer('c'), { maxRetries: 0 }))).toBeInstanceOf(ThrottledError);
    expect(requests).toHaveLength(2);
  });

  it('retries only for those who have retries and time left, and fails for the others at once', async () => {
    const throttled: HttpHandler = async () => failed('rankCustomers', 'Throttled', { retryAfterMs: 30_000 });
    const { recourse, sizes } = await open(inTurn(throttled, api));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });

    const once = failureOf(recourse.rankStrategies(customer('a'), { maxRetries: 0 }));
    const hurries = failureOf(recourse.rankStrategies(customer('b'), { timeoutMs: 30_000 }));
    const waits = recourse.rankStrategies(customer('c'));

    expect(await once).toBeInstanceOf(ThrottledError);
    expect(await hurries).toBeInstanceOf(ThrottledError);
    vi.advanceTimersByTime(30_000);
    expect((await waits).customerId).toBe('c');
    expect(sizes()).toEqual([3, 'one']);
  });

  it('lets a thousand callers share one signal', async () => {
    const { recourse } = await open();
    const warnings = vi.spyOn(process, 'emitWarning');
    const { signal } = new AbortController();

    await Promise.all(customersOf(1_000).map((person) => recourse.rankStrategies(person, { signal })));

    expect(warnings).not.toHaveBeenCalled();
  });
});
