import { Command, InvalidArgumentError } from 'commander';
import { defaultHistory } from '../data/sampling-domain.ts';
import { writeHistory } from '../data/write-history.ts';

interface DataOptions {
  readonly rows: number;
  readonly seed: number;
  readonly out: string;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

const command = new Command('npm run -s data --')
  .description(
    'Makes a loan history: past cases with a learnable, hidden truth, as CSV. The same seed gives the same bytes.',
  )
  .option('--rows <number>', 'cases to make', wholeNumber, defaultHistory.rows)
  .option('--seed <number>', 'seed of the random numbers', wholeNumber, defaultHistory.seed)
  .requiredOption('--out <file>', 'CSV file to write')
  .action(async ({ rows, seed, out }: DataOptions) => {
    try {
      await writeHistory({ path: out, rows, seed });
    } catch (error) {
      if (error instanceof RangeError) command.error(`error: ${error.message}`);
      throw error;
    }
    console.log(`${out}: ${rows} cases, seed ${seed}`);
  });

await command.parseAsync();
