import { describe, expect, it } from 'vitest';
import { evaluateResolver } from './evaluate-resolver.ts';

const busy = 'The prediction service is busy or not available. Try again in a moment.';

describe.each([
  ['Query.predictOutcome', 'predictOutcome', { input: { strategy: 'FORBEARANCE', customer: { age: 40 } } }],
  ['Query.rankStrategies', 'rankStrategies', { customer: { age: 40 } }],
  ['Query.model', 'model', {}],
])('%s', (resolver, field, args) => {
  it('sends the field and its arguments to the Lambda', async () => {
    const { evaluationResult = '' } = await evaluateResolver(resolver, 'request', { arguments: args });

    expect(JSON.parse(evaluationResult)).toEqual({ operation: 'Invoke', payload: { field, arguments: args } });
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
    const output = await evaluateResolver(resolver, 'response', { result: null, error: { type, message: 'secret' } });

    expect(JSON.parse(output.outErrors)).toEqual([
      { message: busy, errorType, data: null, errorInfo: { retryAfterMs: 1000 } },
    ]);
  });
});
