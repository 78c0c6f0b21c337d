import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import {
  InternalFailureError,
  InvalidCustomerError,
  InvalidRequestError,
  ModelNotReadyError,
  PredictionTimedOutError,
  RecourseError,
  ThrottledError,
  TransportError,
  UnauthenticatedError,
  UnauthorizedError,
  WarehouseUnavailableError,
} from '../../client/errors.ts';
import { createRecourse } from '../../client/recourse.ts';
import type { HttpResponse } from '../../local/http.ts';
import { type Endpoint, failed, openEndpoint, reply, requestId } from './open-endpoint.ts';

let endpoint: Endpoint | undefined;
afterEach(() => endpoint?.close());

async function failureOf(answer: HttpResponse): Promise<unknown> {
  endpoint = await openEndpoint(async () => answer);
  return createRecourse({ endpoint: endpoint.url, token: 'jwt', maxRetries: 0 })
    .model()
    .then(
      () => expect.unreachable('the request must fail'),
      (error: unknown) => error,
    );
}

describe('a GraphQL error', () => {
  const violations = [{ field: 'age', rule: 'range', message: 'age is 12, not between 18 and 120.' }];

  it.each([
    ['InvalidCustomer', { violations }, InvalidCustomerError, { violations }],
    ['ModelNotReady', { state: 'TRAINING' }, ModelNotReadyError, { state: 'TRAINING' }],
    ['Throttled', { retryAfterMs: 1000 }, ThrottledError, { retryAfterMs: 1000 }],
    ['WarehouseUnavailable', { retryAfterMs: 1000 }, WarehouseUnavailableError, { retryAfterMs: 1000 }],
    ['PredictionTimedOut', null, PredictionTimedOutError, {}],
    ['ExecutionTimeout', null, PredictionTimedOutError, {}],
    ['InternalFailure', { requestId: 'r-1' }, InternalFailureError, {}],
    ['Unauthorized', null, UnauthorizedError, {}],
    ['Lambda:Unhandled', null, RecourseError, {}],
  ])('of type %s is thrown as its class with what the caller can do', async (errorType, errorInfo, type, own) => {
    const error = await failureOf(failed('model', errorType, errorInfo));

    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ name: type === RecourseError ? 'RecourseError' : type.name, errorType, errorInfo });
    expect(error).toMatchObject({ message: 'It failed.', requestId, cause: { path: ['model'] }, ...own });
  });

  it.each([
    ['InvalidCustomer', 'no list', { violations: [] }],
    ['InvalidCustomer', { violations: [{ field: 'age' }, 7] }, { violations: [] }],
    ['ModelNotReady', { state: 'ASLEEP' }, { state: null }],
    ['Throttled', null, { retryAfterMs: null }],
    ['Throttled', { retryAfterMs: -1 }, { retryAfterMs: null }],
  ])('of type %s survives an errorInfo of another shape', async (errorType, errorInfo, own) => {
    expect(await failureOf(failed('model', errorType, errorInfo))).toMatchObject({ errorInfo, ...own });
  });

  it('without a path is a request that does not fit the schema', async () => {
    const message = "Validation error of type FieldUndefined: Field 'x' in type 'Query' is undefined @ 'x'";
    const error = await failureOf(reply({ data: null, errors: [{ path: null, locations: [], message }] }));

    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ message, errorType: null });
  });

  it('is missed when there is no data either', async () => {
    expect(await failureOf(reply({ data: { model: null } }))).toMatchObject({
      name: 'RecourseError',
      message: expect.stringContaining('neither data nor an error'),
    });
  });
});

describe('a transport error', () => {
  it('of status 401 asks to sign in again', async () => {
    const refused = { errors: [{ errorType: 'UnauthorizedException', message: 'Token has expired.' }] };
    const error = await failureOf(reply(refused, 401));

    expect(error).toBeInstanceOf(UnauthenticatedError);
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({
      status: 401,
      errorType: 'UnauthorizedException',
      message: 'Token has expired.',
      name: 'UnauthenticatedError',
    });
  });

  it('of status 403 keeps what the firewall said', async () => {
    const blocked = { errors: [{ errorType: 'WAFForbiddenException', message: '403 Forbidden' }] };

    expect(await failureOf(reply(blocked, 403))).toMatchObject({
      name: 'TransportError',
      status: 403,
      errorType: 'WAFForbiddenException',
    });
  });

  it.each([{ errors: [{ message: 'Rate exceeded' }] }, '<html>Rate exceeded</html>'])(
    'of status 429 is a throttled request: %j',
    async (body) => {
      const error = await failureOf(reply(body, 429));

      expect(error).toBeInstanceOf(ThrottledError);
      expect(error).toMatchObject({ requestId, message: expect.stringMatching(/^Rate exceeded$|HTTP 429/) });
    },
  );

  it('tells a reply that is no GraphQL by its status and cause', async () => {
    const error = await failureOf(reply('<html>Bad gateway</html>', 502));

    expect(error).toMatchObject({
      ...{ name: 'TransportError', status: 502, requestId },
      cause: expect.any(SyntaxError),
    });
    expect(String(error)).toContain('HTTP 502');
  });

  it('is told of a token that no header can carry, which is neither sent nor shown', async () => {
    const asked = createRecourse({ endpoint: 'http://127.0.0.1:1', token: '> recourse token\n\nsecret' }).model();

    const error = await asked.catch((failure) => failure);

    expect(error).toMatchObject({ name: 'UnauthenticatedError', status: null });
    expect(inspect(error)).not.toContain('secret');
  });

  it('has no status when nothing answers', async () => {
    const closed = await openEndpoint(async () => reply({}));
    await closed.close();

    const asked = createRecourse({ endpoint: closed.url, token: 'jwt', maxRetries: 0 }).model();

    await expect(asked).rejects.toMatchObject({
      name: 'TransportError',
      status: null,
      requestId: null,
      cause: expect.any(TypeError),
      message: `${closed.url} cannot be reached`,
    });
  });
});
