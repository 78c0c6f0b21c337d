import { describe, expect, inject, it } from 'vitest';
import { fuzzGraphql } from '../../bench/fuzz/graphql/fuzz-graphql.ts';

describe('three hundred random requests', () => {
  it('get no 5xx, crash, hang or late reply, and no data without a good token', { timeout: 120_000 }, async () => {
    const { endpoint, token } = inject('stack');

    const report = await fuzzGraphql({
      requests: 300,
      seed: 20,
      open: async () => ({ endpoint, token, close: async () => undefined }),
    });

    expect(report.findings).toEqual([]);
    expect(report.sent).toBe(300);
    // Random or not, they are requests: many are answered.
    expect(report.outcomes.answered).toBeGreaterThan(50);
    expect(report.outcomes.refused).toBeGreaterThan(100);
  });
});
