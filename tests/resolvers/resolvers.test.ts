import { describe, expect, it } from 'vitest';
import { evaluateResolver } from './evaluate-resolver.ts';

const request = { headers: { 'x-amzn-requestid': 'b0b2a2c4-6f52-4f7f-8d0e-0d9a8c1f3c55' } };
const busy = 'The prediction service is busy or not available. Try again in a moment.';

describe.each([
  ['Query.predictOutcome', 'BatchInvoke', { input: { strategy: 'FORBEARANCE', customer: { age: 40 } } }],
  ['Query.rankStrategies', 'BatchInvoke', { customer: { age: 40 } }],
  ['Query.rankCustomers', 'Invoke', { customers: [{ age: 40 }] }],
  ['Query.model', 'Invoke', {}],
])('%s', (resolver, operation, args) => {
  it('sends the field, its arguments, the request’s id and when its answer is too late to the Lambda', async () => {
    const before = Date.now();
    const { evaluationResult = '' } = await evaluateResolver(resolver, 'request', { arguments: args, request });

    const asked = { field: resolver.replace('Query.', ''), arguments: args };
    const payload = { ...asked, requestId: request.headers['x-amzn-requestid'], deadline: expect.any(Number) };
    const sent = JSON.parse(evaluationResult);
    expect(sent).toEqual({ operation, payload });
    expect(sent.payload.deadline - 25_000).toBeGreaterThanOrEqual(before);
    expect(sent.payload.deadline - 25_000).toBeLessThanOrEqual(Date.now());
  });

  it('returns the data of the Lambda’s reply', async () => {
    const output = await evaluateResolver(resolver, 'response', { result: { data: { probability: 0.7 } } });

    expect(output).toEqual({ evaluationResult: '{"probability":0.7}', logs: [], stash: '{}', outErrors: '[]' });
  });

  it('is null where the Lambda has no data', async () => {
    expect((await evaluateResolver(resolver, 'response', { result: {} })).evaluationResult).toBe('null');
  });

  it('raises an expected failure under its own type', async () => {
    const error = { type: 'InvalidCustomer', message: 'age must be 18 to 100.', info: [{ field: 'age' }] };

    const output = await evaluateResolver(resolver, 'response', { result: { error } });

    expect(output.evaluationResult).toBeUndefined();
    expect(output.error?.message).toBe('age must be 18 to 100.');
    expect(JSON.parse(output.outErrors)).toEqual([
      { message: 'age must be 18 to 100.', errorType: 'InvalidCustomer', data: null, errorInfo: [{ field: 'age' }] },
    ]);
  });

  it.each([
    ['Lambda:TooManyRequestsException', 'Throttled'],
    ['Lambda:ThrottlingException', 'Throttled'],
    ['Lambda:Unhandled', 'WarehouseUnavailable'],
  ])('tells a Lambda that failed by %s as %s', async (type, errorType) => {
    const output = await evaluateResolver(resolver, 'response', {
      ...{ result: null, error: { type, message: 'secret' } },
      request,
    });

    expect(JSON.parse(output.outErrors)).toEqual([
      {
        ...{ message: busy, errorType, data: null },
        errorInfo: { retryAfterMs: 1000, requestId: request.headers['x-amzn-requestid'] },
      },
    ]);
  });
});
