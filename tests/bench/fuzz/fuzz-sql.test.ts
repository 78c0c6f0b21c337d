import { describe, expect, it } from 'vitest';
import { fuzzSql } from '../../../bench/fuzz/fuzz-sql.ts';
import { shorten } from '../../../bench/fuzz/shorten.ts';

describe('two hundred random statements', () => {
  it('neither crash nor hang the server, fail inside of it or reach what they must not', {
    timeout: 120_000,
  }, async () => {
    const report = await fuzzSql({ statements: 200, seed: 20 });

    expect(report.findings).toEqual([]);
    expect(report.sent).toBe(200);
    // Random or not, they are statements: many run.
    expect(report.outcomes.finished).toBeGreaterThan(30);
    expect(report.outcomes.refused).toBeGreaterThan(100);
    expect(report.overHttp).toBeGreaterThan(10);
  });
});

describe('a faulty statement', () => {
  it('is shortened to what makes it faulty', async () => {
    const text = 'SELECT one, two, three FROM a JOIN b USING (id) WHERE boom = 1 ORDER BY four, bang, five';

    const shorter = await shorten(text, async (less) => less.includes('boom') && less.includes('bang'));

    expect(shorter.length).toBeLessThan(20);
    expect(shorter).toMatch(/boom.*bang/);
  });
});
