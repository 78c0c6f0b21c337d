import Table from 'cli-table3';
import { formatVerdict, type Verdict } from '../running/verdict.ts';
import { quantile } from './load.ts';
import { callers, type Measured, type ServingFigures, steadyRate } from './measure-serving.ts';

const mostOfFloor = 1.15;
const leastOfSample = 100;

/** The figures that decide whether the service is as fast as the warehouse allows. */
export function verdictsOf(figures: ServingFigures): Verdict[] {
  const { quiet, batches, steady } = figures;
  return [
    {
      measure: "p50 of a ranking, ours to the floor's",
      figure: toFloor(quiet.ours, figures),
      ...{ goal: mostOfFloor, unit: 'x', atLeast: false },
    },
    {
      measure: "rankings/s, ours with batches to the sample's best",
      figure: Math.max(...batches.map(rankingsPerSecond)) / sampleRate(figures),
      ...{ goal: leastOfSample, unit: 'x', atLeast: true },
    },
    {
      measure: `errors of ${steady.latencies.length + steady.errors.length} rankings, ${steadyRate} a second`,
      figure: steady.errors.length,
      ...{ goal: 0, unit: '', atLeast: false },
    },
  ];
}

/** All of it as text: the policies where nobody is in the way, then under load, what failed, and the verdicts. */
export function formatServing(figures: ServingFigures): string {
  return [
    `${callers.quiet} callers who ask for one ranking at a time; calls and statements of the Data API are per ranking`,
    formatQuiet(figures),
    `${callers.many} callers, of the sample ${callers.sample}, with batches ${callers.batches}; the quota is 20 results a second`,
    formatSustained(figures),
    ...formatErrors(figures),
    ...verdictsOf(figures).map(formatVerdict),
  ].join('\n');
}

function formatQuiet(figures: ServingFigures): string {
  const table = plainTable(['', 'rankings', 'p50', 'p95', 'p99', 'to the floor', 'calls', 'statements', 'how']);
  for (const measured of Object.values(figures.quiet)) {
    const { policy, latencies } = measured;
    const ratio = toFloor(measured, figures).toFixed(2);
    const each = [...milliseconds(measured, 0.5, 0.95, 0.99), ratio, ...perRanking(measured)];
    table.push([policy.name, latencies.length, ...each, policy.how]);
  }
  return table.toString();
}

function formatSustained(figures: ServingFigures): string {
  const { busy, batches, steady } = figures;
  const table = plainTable(['', 'rankings/s', "to the sample's", 'p50', 'p99', 'calls', 'statements', 'failed']);
  for (const measured of [...Object.values(busy), ...batches, steady]) {
    const { policy, errors, latencies } = measured;
    const rate = rankingsPerSecond(measured);
    const rates = [rate.toFixed(1), (rate / sampleRate(figures)).toFixed(1)];
    const failed = `${errors.length} of ${errors.length + latencies.length}`;
    const name = measured === steady ? `${policy.name}, ${steadyRate} a second` : policy.name;
    table.push([name, ...rates, ...milliseconds(measured, 0.5, 0.99), ...perRanking(measured), failed]);
  }
  return table.toString();
}

/** A line for each policy and what its requests failed with. */
function formatErrors({ quiet, busy, batches, steady }: ServingFigures): string[] {
  const all = [...Object.values(quiet), ...Object.values(busy), ...batches, steady];
  return [
    ...new Set(all.flatMap(({ policy, errors }) => errors.map((error) => `${policy.name} failed with ${error}`))),
  ];
}

/** Calls and statements for each ranking that was given, those of failed requests among them. */
function perRanking({ counts, latencies, policy }: Measured): string[] {
  const rankings = latencies.length * policy.batch;
  return [counts.calls, counts.statements].map((count) => (count / rankings).toFixed(policy.batch > 1 ? 3 : 2));
}

function milliseconds({ latencies }: Measured, ...shares: number[]): string[] {
  return shares.map((share) => `${quantile(latencies, share).toFixed(0)} ms`);
}

function toFloor({ latencies }: Measured, { quiet }: ServingFigures): number {
  return quantile(latencies, 0.5) / quantile(quiet.floor.latencies, 0.5);
}

/** The sample is held against the load that suits it best. */
function sampleRate({ quiet, busy }: ServingFigures): number {
  return Math.max(rankingsPerSecond(quiet.sample), rankingsPerSecond(busy.sample));
}

function rankingsPerSecond({ perSecond, policy }: Measured): number {
  return perSecond * policy.batch;
}

function plainTable(head: string[]): Table.Table {
  const colAligns = head.map((title) => (title === '' || title === 'how' ? 'left' : 'right'));
  return new Table({ head, colAligns, style: { head: [], border: [], compact: true } });
}
