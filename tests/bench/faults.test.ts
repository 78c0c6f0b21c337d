import { beforeAll, describe, expect, it } from 'vitest';
import { rehearseFaults } from '../../bench/faults/rehearse-faults.ts';
import type { FaultReport } from '../../bench/faults/rehearse-plan.ts';

const requests = 40;
/** Those of the plans in which some requests are answered. */
const only = ['waking', 'quotas', 'fail 30 %', 'abort 30 %', 'hang 30 %', 'drop 30 %', 'error 30 %', 'all, 30 %'];

describe('a rehearsal', () => {
  it('refuses a plan that there is not, and names those that there are', async () => {
    const options = { requests, seed: 7, speed: 5, callers: 8, toleranceMs: 5_000, only: ['drop 30%'] };

    await expect(rehearseFaults(options, () => {})).rejects.toThrow(/^There is no plan "drop 30%"; .* drop 30 %;/);
  });
});

describe('a cloud on a bad day', () => {
  const reports = new Map<string, FaultReport>();

  beforeAll(async () => {
    // Other tests keep the machine busy: at half the speed, up to AppSync's own limit of 30 s.
    const options = { requests, seed: 7, speed: 5, callers: 8, toleranceMs: 5_000, only };
    await rehearseFaults(options, (report) => reports.set(report.name, report));
  }, 240_000);

  it.each(only)('answers right or by a typed error, leaves nothing running and recovers: %s', (name) => {
    expect(reports.get(name)).toMatchObject({ findings: [], requests });
  });
});
