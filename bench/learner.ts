import { Argument, Command } from 'commander';
import type { XgboostPeer } from './learner/xgboost-peer.ts';
import { readCount } from './running/read-count.ts';
import type { Verdict } from './running/verdict.ts';

/** One line for the list of benches. */
export const description = 'training and scoring beside the real XGBoost: time, memory, held-out AUC';

const parts = ['training', 'scoring', 'memory', 'parity'] as const;
type Part = (typeof parts)[number];

interface LearnerOptions {
  readonly asked: readonly Part[];
  readonly seeds: number;
}

/** Measures the parts asked for, all when none is; true when every figure reaches its goal. */
export async function run(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  const { missingXgboost, openXgboost } = await import('./learner/xgboost-peer.ts');
  const { formatVerdict, isReached } = await import('./running/verdict.ts');
  const reason = missingXgboost();
  if (reason !== undefined) throw new Error(`There is no XGBoost to compare with: ${reason}`);
  const xgboost = await openXgboost();
  const verdicts: Verdict[] = [];
  try {
    for (const part of options.asked) verdicts.push(...(await measurePart(part, xgboost, options.seeds)));
  } finally {
    await xgboost.close();
  }
  for (const verdict of verdicts) console.log(formatVerdict(verdict));
  return verdicts.every(isReached);
}

/** Each part's module is loaded when it is asked for: the list of benches does without the engine. */
async function measurePart(part: Part, xgboost: XgboostPeer, seeds: number): Promise<Verdict[]> {
  switch (part) {
    case 'training':
      return (await import('./learner/measure-training.ts')).measureTraining(xgboost);
    case 'scoring':
      return (await import('./learner/measure-scoring.ts')).measureScoring(xgboost);
    case 'memory':
      return (await import('./learner/measure-memory.ts')).measureMemory();
    case 'parity':
      return (await import('./learner/measure-parity.ts')).measureParity(xgboost, seeds);
  }
}

function readOptions(args: readonly string[]): LearnerOptions {
  const command = new Command('npm run bench -- learner')
    .description(description)
    .addArgument(new Argument('[parts...]', 'what to measure').choices(parts).default(parts, 'all'))
    .option('--seeds <n>', 'seeds of the comparison of held-out AUC', readCount, 10)
    .parse([...args], { from: 'user' });
  return { asked: command.processedArgs[0] as Part[], seeds: command.opts<{ seeds: number }>().seeds };
}
