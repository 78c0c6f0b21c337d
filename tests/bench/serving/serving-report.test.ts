import { describe, expect, it } from 'vitest';
import { isReached } from '../../../bench/running/verdict.ts';
import type { Measured, ServingFigures } from '../../../bench/serving/measure-serving.ts';
import { formatServing, verdictsOf } from '../../../bench/serving/serving-report.ts';

function measured(name: string, p50: number, perSecond: number, batch = 1): Measured {
  const policy = { name, how: '', batch };
  return { policy, latencies: [p50], errors: [], perSecond, counts: { calls: 2, statements: 1 } };
}

const single = {
  sample: measured('sample', 3_200, 2),
  naive: measured('naive', 700, 20),
  ours: measured('ours', 460, 20),
  floor: measured('floor', 400, 20),
};
const figures: ServingFigures = {
  quiet: single,
  busy: { ...single, sample: measured('sample', 6_000, 1) },
  batches: [measured('ours, 500 at once', 1_000, 4, 500)],
  steady: measured('ours', 460, 16),
};

describe('the report on serving', () => {
  it('holds ours against the floor, and the batches against the better of the sample', () => {
    expect(verdictsOf(figures).map(({ figure }) => figure)).toEqual([1.15, 1_000, 0]);
    expect(verdictsOf(figures).every(isReached)).toBe(true);
  });

  it('misses a goal by a slow ranking, a fast sample and an error', () => {
    const quiet = { ...single, ours: measured('ours', 461, 20), sample: measured('sample', 60, 21) };
    const steady = { ...figures.steady, errors: ['Throttled: Rate exceeded'] };
    const missed = { ...figures, quiet, steady };

    expect(verdictsOf(missed).map(isReached)).toEqual([false, false, false]);
    expect(formatServing(missed)).toMatch(/^ours failed with Throttled: Rate exceeded$/m);
  });

  it('gives calls and statements for each ranking, of a batch too', () => {
    expect(formatServing(figures)).toMatch(/ours .* 460 ms .* 1\.15 .* 2\.00 .* 1\.00/);
    expect(formatServing(figures)).toMatch(/500 at once .* 2000\.0 .* 1000\.0 .* 0\.004 .* 0\.002 .* 0 of 1/);
  });
});
