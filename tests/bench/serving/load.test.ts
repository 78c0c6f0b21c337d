import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { loadAtRate, loadInTurns, quantile } from '../../../bench/serving/load.ts';
import type { Policy } from '../../../bench/serving/policies/policy.ts';
import { exampleCustomer } from '../../../client/example-customer.ts';

const draw = (count: number) => Array.from({ length: count }, () => exampleCustomer);

function policy(rank: Policy['rank'], batch = 1): Policy {
  return { name: '', how: '', batch, rank, counts: async () => ({ calls: 0, statements: 0 }) };
}

describe('loadInTurns', () => {
  it('has every caller ask by the policies in turn, each for its own number of customers', async () => {
    const asked: number[] = [];
    const asks = async (customers: readonly unknown[]) => {
      asked.push(customers.length);
      await sleep(1);
    };

    const { one, many } = await loadInTurns(
      { one: policy(asks), many: policy(asks, 7) },
      { callers: 1, seconds: 0.05, draw },
    );

    expect(asked.slice(0, 4)).toEqual([1, 7, 1, 7]);
    expect(one.latencies.length).toBe(asked.length / 2);
    expect(many.latencies.length).toBe(one.latencies.length);
    expect(one.latencies).toEqual(one.latencies.toSorted((a, b) => a - b));
  });

  it('goes on after errors and keeps them apart from answers', async () => {
    let asked = 0;
    const every = policy(async () => {
      await sleep(1);
      asked += 1;
      if (asked % 2 === 0) throw new RangeError('too many');
    });

    const { every: load } = await loadInTurns({ every }, { callers: 2, seconds: 0.05, draw });

    expect(load.latencies.length + load.errors.length).toBe(asked);
    expect(new Set(load.errors)).toEqual(new Set(['RangeError: too many']));
  });
});

describe('loadAtRate', () => {
  it('asks at its rate while nobody answers, and counts the time of an answer from when its request was due', async () => {
    const release = new AbortController();
    let asked = 0;
    const slow = policy(async () => {
      asked += 1;
      if (asked === 10) release.abort();
      await new Promise((resolve) => {
        if (release.signal.aborted) resolve(undefined);
        else release.signal.addEventListener('abort', resolve);
      });
    });

    const { latencies, errors, perSecond } = await loadAtRate(slow, { perSecond: 200, seconds: 0.05, draw });

    expect(latencies).toHaveLength(10);
    expect(latencies.at(-1)).toBeGreaterThanOrEqual(40);
    expect(perSecond).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });
});

describe('quantile', () => {
  it.each([
    [0.5, 20],
    [0.51, 30],
    [0.99, 40],
    [0, 10],
  ])('%d of four values is the nearest rank', (share, value) => {
    expect(quantile([10, 20, 30, 40], share)).toBe(value);
  });

  it('of no values is no number', () => {
    expect(quantile([], 0.5)).toBeNaN();
  });
});
