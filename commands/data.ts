import { Command } from 'commander';
import { defaultHistory } from '../data/sampling-domain.ts';
import { writeHistory } from '../data/write-history.ts';
import { wholeNumber } from './start/whole-number.ts';

interface DataOptions {
  readonly rows: number;
  readonly seed: number;
  readonly out: string;
}

const command = new Command('npm run -s data --')
  .description(
    'Makes a loan history: past cases with a learnable, hidden truth, as CSV. The same seed gives the same bytes.',
  )
  .option('--rows <number>', 'cases to make', wholeNumber(1, 1_000_000), defaultHistory.rows)
  .option('--seed <number>', 'seed of the random numbers', wholeNumber(0, 2 ** 31 - 1), defaultHistory.seed)
  .requiredOption('--out <file>', 'CSV file to write')
  .action(async ({ rows, seed, out }: DataOptions) => {
    try {
      await writeHistory({ path: out, rows, seed });
    } catch (error) {
      command.error(`error: ${error instanceof Error ? error.message : String(error)}`);
    }
    console.log(`${out}: ${rows} cases, seed ${seed}`);
  });

await command.parseAsync();
