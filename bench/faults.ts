import { Command } from 'commander';
import type { FaultReport } from './faults/rehearse-plan.ts';
import { readCount } from './running/read-count.ts';
import { tellGoal } from './running/tell-goal.ts';

/** One line for the list of benches. */
export const description =
  'whether every answer is right or a typed error, in time, and nothing is left running, whatever strikes the Data API';

interface FaultsOptions {
  readonly requests: number;
  readonly seed: number;
  readonly only: string[];
}

/** Rehearses every fault, alone and with the others, at a tenth of all times; true when nothing is found. */
export async function run(args: readonly string[]): Promise<boolean> {
  const options = new Command('npm run bench -- faults')
    .description(description)
    .option('--requests <n>', 'how many meet each plan of faults', readCount, 2_000)
    .option('--seed <n>', 'decides whom the faults strike', readCount, 1)
    .option('--only <faults...>', 'plans to rehearse, such as drop "hang 30 %"', [])
    .parse([...args], { from: 'user' })
    .opts<FaultsOptions>();
  const { rehearseFaults } = await import('./faults/rehearse-faults.ts');
  let findings = 0;
  await rehearseFaults({ ...options, speed: 10, callers: 16, toleranceMs: 1_000 }, (report) => {
    findings += report.findings.length;
    print(report);
  });
  return tellGoal(findings === 0, `${findings} findings`);
}

function print({ name, outcomes, struck, slowestMs, findings }: FaultReport): void {
  const slowest = `${(slowestMs / 1000).toFixed(1)} s`;
  console.log(`${name.padEnd(12)} slowest ${slowest.padEnd(7)} ${list(outcomes)}; struck: ${list(struck) || 'all'}`);
  for (const finding of findings.slice(0, 5)) console.log(`  ${finding}`);
  if (findings.length > 5) console.log(`  and ${findings.length - 5} more`);
}

function list(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}
