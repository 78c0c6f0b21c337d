import { type Command, InvalidArgumentError, Option } from 'commander';
import { faultNames, readFaultPlan } from '../../local/redshift-data/faults/fault-plan.ts';

/** The faults that a person asked for. */
export interface FaultOptions {
  readonly faults: string;
  readonly timeScale: number;
}

/** Gives a command the options `--faults` and `--time-scale`. */
export function withFaultOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--faults <list>',
        'have the warehouse fail as on a bad day, such as warm,quotas,fail=0.1,drop=2x; there are ' +
          Object.keys(faultNames).join(', '),
      )
        .argParser(faultList)
        .default('', 'no faults')
        // They begin when a start has ended.
        .conflicts('once'),
    )
    .option('--time-scale <factor>', 'makes the times of the faults shorter or longer', timeScale, 1);
}

function faultList(text: string): string {
  try {
    readFaultPlan(text);
    return text;
  } catch (error) {
    throw new InvalidArgumentError(`${error instanceof Error ? error.message : String(error)}.`);
  }
}

function timeScale(text: string): number {
  const value = Number(text);
  if (/^(\d+|\d*\.\d+)$/.test(text) && value > 0 && value <= 100) return value;
  throw new InvalidArgumentError('It must be a number above 0 and at most 100.');
}
