import { cpus, loadavg } from 'node:os';
import { Command } from 'commander';
import { wholeNumber } from '../commands/start/whole-number.ts';
import { isReached } from './running/verdict.ts';

/** One line for the list of benches. */
export const description =
  "how fast and at what cost the service ranks, beside the sample's polling, a naive client and the floor";

interface ServingBenchOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly rows: string;
}

/** Puts four ways of ranking under the same loads; true when the service is as fast as it should be. */
export async function run(args: readonly string[]): Promise<boolean> {
  const { seconds, seed, rows } = readOptions(args);
  // Loaded when the bench runs: the list of benches does without the whole system.
  const [{ withRecourse }, { measureServing }, { drawCustomers }, report] = await Promise.all([
    import('./running/with-recourse.ts'),
    import('./serving/measure-serving.ts'),
    import('./serving/draw-customers.ts'),
    import('./serving/serving-report.ts'),
  ]);
  return withRecourse(['--rows', rows], async (bench) => {
    const figures = await measureServing(bench, { seconds, seed, draw: drawCustomers(seed) });
    const [, load = 0] = loadavg();
    console.log(`${seconds} s of each load, on ${cpus().length} CPUs with a load average of ${load.toFixed(1)}.`);
    console.log(report.formatServing(figures));
    return report.verdictsOf(figures).every(isReached);
  });
}

function readOptions(args: readonly string[]): ServingBenchOptions {
  return new Command('npm run bench -- serving')
    .description(description)
    .option('--seconds <n>', 'seconds of each of the nine loads', wholeNumber(1, 3_600), 30)
    .option('--seed <s>', 'seed of the customers and of how long statements take', wholeNumber(0, 2 ** 32 - 1), 1)
    .option('--rows <n>', 'cases that the model is trained on', '5000')
    .parse([...args], { from: 'user' })
    .opts<ServingBenchOptions>();
}
