import { describe, expect, it } from 'vitest';
import { type Answer, faultOf } from '../../../bench/faults/judge.ts';

const mayBe = ['Throttled', 'PredictionTimedOut'];
const answered = (probability: number): Answer => ({ data: { rankStrategies: { probability } }, requestId: 'a' });
const failed = (errorType: string, errorInfo: object, requestId = '1'): Answer => ({
  data: { rankStrategies: null },
  errors: [{ message: 'no', errorType, errorInfo, path: ['rankStrategies'] }],
  requestId,
});
const refused = (requestId: string) =>
  failed('InvalidCustomer', { violations: [{ field: 'age' }], requestId }, requestId);

describe('the judge of an answer', () => {
  it.each([
    ['the right answer', answered(0.7), answered(0.7)],
    ['the right refusal', refused('1'), refused('2')],
    ['an error that may be', failed('PredictionTimedOut', { requestId: '1' }), answered(0.7)],
    ['one that tells when to try again', failed('Throttled', { requestId: '1', retryAfterMs: 50 }), answered(0.7)],
  ])('finds nothing wrong with %s', (_, answer, right) => {
    expect(faultOf(answer, right, mayBe)).toBeUndefined();
  });

  it.each([
    ['another answer', answered(0.8), answered(0.7), 'wrong answer'],
    ['an answer where there should be a refusal', answered(0.7), refused('1'), 'wrong answer'],
    ['another refusal', failed('InvalidCustomer', { requestId: '1' }), refused('1'), 'the error InvalidCustomer'],
    ['a refusal of what is right', refused('1'), answered(0.7), 'the error InvalidCustomer'],
    ['nothing', { data: {}, requestId: 'a' }, answered(0.7), 'neither a value nor an error'],
    ['both', { ...failed('Throttled', {}), data: answered(0.7).data ?? null }, answered(0.7), 'an error and a value'],
    ['an error that may not be', failed('InternalFailure', { requestId: '1' }), answered(0.7), 'InternalFailure'],
    [
      'an error without a type',
      { ...failed('', {}), errors: [{ message: 'no', path: ['rankStrategies'] }] },
      answered(0.7),
      'without a type',
    ],
    ['an error without the request', failed('Throttled', { retryAfterMs: 50 }), answered(0.7), 'tells only'],
    ['an error of another request', failed('PredictionTimedOut', { requestId: '2' }), answered(0.7), 'tells only'],
    ['a refusal of another request', { ...refused('1'), requestId: '2' }, refused('1'), 'tells only'],
    ['a wait of no time', failed('Throttled', { requestId: '1', retryAfterMs: 0 }), answered(0.7), 'tells only'],
  ])('finds %s', (_, answer, right, fault) => {
    expect(faultOf(answer, right, mayBe)).toContain(fault);
  });
});
