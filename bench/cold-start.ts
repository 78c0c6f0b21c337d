import { cpus } from 'node:os';
import { Command } from 'commander';
import { readCount } from './running/read-count.ts';

/** One line for the list of benches. */
export const description =
  "how long the service's Lambda takes from nothing to its first answer, and how large its bundle is";

const mostBundleBytes = 400_000;

interface ColdStartOptions {
  readonly starts: number;
}

/** Starts the Lambda's function anew again and again; true when its bundle is as small as it should be. */
export async function run(args: readonly string[]): Promise<boolean> {
  const { starts } = new Command('npm run bench -- cold-start')
    .description(description)
    .option('--starts <n>', 'how many', readCount, 30)
    .parse([...args], { from: 'user' })
    .opts<ColdStartOptions>();
  // Loaded when the bench runs: the list of benches does without the whole system.
  const [{ withRecourse }, { measureColdStarts }, { formatVerdict, isReached }] = await Promise.all([
    import('./running/with-recourse.ts'),
    import('./cold-start/measure-cold-starts.ts'),
    import('./running/verdict.ts'),
  ]);
  return withRecourse(['--rows', '3000'], async ({ cloud }) => {
    const { service, nothing, bundleBytes } = await measureColdStarts(cloud, starts);
    console.log(`Medians of ${starts} starts, on ${cpus().length} CPUs, with a warehouse that answers at once.`);
    console.log(
      `cold start: ${service.firstMs} ms, of which init ${service.initMs} ms; the next request ${service.nextMs} ms`,
    );
    console.log(`a function that does nothing: ${nothing.firstMs} ms, of which init ${nothing.initMs} ms`);
    const size = { measure: 'bundle, minified', figure: bundleBytes / 1000, goal: mostBundleBytes / 1000 };
    const verdict = { ...size, unit: ' kB', atLeast: false };
    console.log(formatVerdict(verdict));
    return isReached(verdict);
  });
}
