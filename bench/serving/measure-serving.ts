import type { Bench } from '../running/with-recourse.ts';
import { type Draw, type Load, loadAtRate, loadInTurns } from './load.ts';
import { floorPolicy } from './policies/floor.ts';
import { naivePolicy } from './policies/naive.ts';
import type { Counts, Policy } from './policies/policy.ts';
import { samplePolicy } from './policies/sample.ts';
import { batchPolicy, servicePolicy } from './policies/service.ts';
import { openScoring } from './scoring.ts';

/** How the service is measured. */
export interface ServingOptions {
  /** How long each load lasts. */
  readonly seconds: number;
  /** Decides how long the warehouse takes for each statement. */
  readonly seed: number;
  /** Whom requests ask about. */
  readonly draw: Draw;
}

/** What a policy did under a load. */
export interface Measured extends Load {
  readonly policy: Pick<Policy, 'name' | 'how' | 'batch'>;
  /** What it asked of the Data API. */
  readonly counts: Counts;
}

/** A policy that asks for one ranking at a time. */
export type Single = 'sample' | 'naive' | 'ours' | 'floor';

/** All that a run measures. */
export interface ServingFigures {
  /** Few callers, who wait for nothing but the warehouse. */
  readonly quiet: Readonly<Record<Single, Measured>>;
  /** As many callers as the quotas bear, and more. */
  readonly busy: Readonly<Record<Single, Measured>>;
  /** Callers of the service who ask about many customers at once. */
  readonly batches: readonly Measured[];
  /** The service under requests that come at an even rate. */
  readonly steady: Measured;
}

/**
 * Callers at a time under each load. The statements of three of the sample's stay within the quotas even when they come
 * together, those of nine on average; 16 who ask for a ranking of half a second are more than the quotas bear.
 */
export const callers = { quiet: 3, sample: 9, many: 16, batches: 4 } as const;

/** Requests per second of the steady load. */
export const steadyRate = 16;

const batchSizes = [100, 500];

/** Puts every policy under the same loads, on one stand-in that is as slow as the cloud and has its quotas. */
export async function measureServing(bench: Bench, options: ServingOptions): Promise<ServingFigures> {
  const { seed, seconds, draw } = options;
  const { cloud } = bench;
  const policies = await openPolicies(bench);
  await warmUp(policies.ours, draw);

  function under<Key extends string>(asked: Readonly<Record<Key, Policy>>, count: number) {
    beginLoad(cloud, seed);
    return measure(asked, () => loadInTurns(asked, { seconds, draw, callers: count }));
  }
  const alone = async (policy: Policy, count: number) => (await under({ policy }, count)).policy;

  const { sample, ...others } = policies;
  const quiet = { ...(await under({ sample }, callers.quiet)), ...(await under(others, callers.quiet)) };
  const busy = {
    sample: await alone(sample, callers.sample),
    naive: await alone(policies.naive, callers.many),
    ours: await alone(policies.ours, callers.many),
    floor: await alone(policies.floor, callers.many),
  };
  const batches: Measured[] = [];
  for (const size of batchSizes) batches.push(await alone(batchPolicy(bench, size), callers.batches));

  beginLoad(cloud, seed);
  const { ours: steady } = await measure({ ours: policies.ours }, async () => ({
    ours: await loadAtRate(policies.ours, { seconds, draw, perSecond: steadyRate }),
  }));
  return { quiet, busy, batches, steady };
}

async function openPolicies(bench: Bench): Promise<Record<Single, Policy>> {
  const { cloud } = bench;
  const scoring = await openScoring(cloud);
  return {
    sample: samplePolicy(cloud.operator, scoring),
    naive: naivePolicy(cloud.operator, scoring),
    ours: servicePolicy(bench),
    floor: floorPolicy(cloud.operator, scoring),
  };
}

/** Each load begins with unused quotas and meets the same times. */
function beginLoad({ faults }: Bench['cloud'], seed: number): void {
  faults.put({ faults: 'warm,quotas', seed });
}

/** Has every instance of the Lambda know the active model. */
async function warmUp(service: Policy, draw: Draw): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(Array.from({ length: callers.many }, () => service.rank(draw(1))));
  }
}

async function measure<Key extends string>(
  policies: Readonly<Record<Key, Policy>>,
  load: () => Promise<Readonly<Record<Key, Load>>>,
): Promise<Record<Key, Measured>> {
  const entries = Object.entries<Policy>(policies);
  const before = await Promise.all(entries.map(([, policy]) => policy.counts()));
  const loads = await load();
  const measured = entries.map(async ([key, policy], index): Promise<[string, Measured]> => {
    const { calls, statements } = await policy.counts();
    const counts = {
      calls: calls - (before[index]?.calls ?? 0),
      statements: statements - (before[index]?.statements ?? 0),
    };
    return [key, { ...loads[key as Key], policy, counts }];
  });
  return Object.fromEntries(await Promise.all(measured)) as Record<Key, Measured>;
}
