import { beforeAll, describe, expect, it } from 'vitest';
import { plans } from '../../bench/faults/plans.ts';
import { rehearseFaults } from '../../bench/faults/rehearse-faults.ts';
import type { FaultReport } from '../../bench/faults/rehearse-plan.ts';

const requests = 40;

describe('a cloud on a bad day', () => {
  const reports = new Map<string, FaultReport>();

  beforeAll(async () => {
    // Up to AppSync's own limit of 30 s.
    const options = { requests, seed: 7, callers: 16, toleranceMs: 5_000, only: [] };
    await rehearseFaults(options, (report) => reports.set(report.name, report));
  }, 240_000);

  it.each(plans.map(({ name }) => name))(
    'answers right or by a typed error, leaves nothing running and recovers: %s',
    (name) => {
      expect(reports.get(name)).toMatchObject({ findings: [], requests });
    },
  );
});
