import { Command, InvalidArgumentError, Option } from 'commander';
import { generateHistory } from '../data/generate-history.ts';
import { defaultHistory } from '../data/sampling-domain.ts';
import { askRankings } from './quality/ask-rankings.ts';
import { judgeQuality } from './quality/judge-quality.ts';
import { mean } from './quality/metrics.ts';
import { formatQuality, isReached, verdictsOf } from './quality/quality-report.ts';
import type { Bench } from './running/with-recourse.ts';

/** One line for the list of benches. */
export const description = 'how good the trained model and its rankings are, judged by the known truth';

interface QualityOptions {
  readonly rows: string;
  readonly seed: string;
  readonly borrowers: number;
}

/** Trains a fresh model on generated data through the whole system and judges its answers; true when they are good enough. */
export async function run(args: readonly string[]): Promise<boolean> {
  const { rows, seed, borrowers } = readOptions(args);
  // Loads the whole system, which the list of benches does without.
  const { withRecourse } = await import('./running/with-recourse.ts');
  return withRecourse(['--rows', rows, '--seed', seed], (bench) => judge(bench, borrowers));
}

function readOptions(args: readonly string[]): QualityOptions {
  return new Command('npm run bench -- quality')
    .description(description)
    .option('--rows <n>', 'cases to generate', String(defaultHistory.rows))
    .option('--seed <s>', 'seed of the generated cases', String(defaultHistory.seed))
    .addOption(
      new Option('--borrowers <n>', 'cases after the cut-off to ask about')
        .argParser(countOfBorrowers)
        .default(Number.POSITIVE_INFINITY, 'all'),
    )
    .parse([...args], { from: 'user' })
    .opts<QualityOptions>();
}

function countOfBorrowers(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}

async function judge({ recourse, options }: Bench, borrowers: number): Promise<boolean> {
  const { rows, seed, cutOff } = options;
  const cases = [...generateHistory({ rows, seed })];
  const training = cases.filter(({ timestamp }) => timestamp < cutOff);
  const heldOut = cases.filter(({ timestamp }) => timestamp >= cutOff).slice(0, borrowers);
  const baseRate = mean(training.map(({ successful }) => Number(successful)));
  const customers = heldOut.map(({ customer }) => customer);
  console.error(`Asking for ${customers.length} rankings`);
  const quality = judgeQuality(heldOut, await askRankings(recourse, customers), baseRate);
  const { evaluation } = await recourse.model();
  console.log(formatQuality(quality));
  if (evaluation)
    console.log(`The system's own evaluation: AUC ${evaluation.auc.toFixed(4)} on ${evaluation.rows} cases.`);
  return verdictsOf(quality).every(isReached);
}
