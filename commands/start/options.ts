import { Command, InvalidArgumentError } from 'commander';
import { defaultHistory } from '../../data/sampling-domain.ts';
import { defaultSettings } from '../../infra/settings.ts';
import { type FaultOptions, withFaultOptions } from './fault-options.ts';
import { wholeNumber } from './whole-number.ts';

/** What a person asked of `npm start`. */
export interface StartOptions extends FaultOptions {
  /** A CSV file with the 17 columns; without it, data are generated. */
  readonly data?: string;
  readonly rows: number;
  readonly seed: number;
  readonly cutOff: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly state: string;
  readonly rateLimit: number;
  readonly reset: boolean;
  readonly once: boolean;
  readonly json: boolean;
}

/** Reads the command line of `npm start`; prints help or a clear error and exits where that is what was asked. */
export function readStartOptions(argv: readonly string[]): StartOptions {
  const command = new Command('npm start --')
    .description(
      'Runs Recourse on this machine: trains on loan history, then ranks remediation strategies over GraphQL.',
    )
    .option('--data <file.csv>', 'train on this CSV with the 17 columns instead of generated data')
    .option('--rows <n>', 'rows of generated data', wholeNumber(1, 1_000_000), defaultHistory.rows)
    .option('--seed <s>', 'seed of generated data', wholeNumber(0, 2 ** 31 - 1), defaultHistory.seed)
    .option(
      '--cut-off <date>',
      'cases from this date on evaluate the model, earlier ones train it',
      date,
      defaultSettings.cutOff,
    )
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <n>', 'port to listen on, 0 for any free one', wholeNumber(0, 65_535), 4000)
    .option(
      '--rate-limit <n>',
      'requests from one address in five minutes before the firewall blocks',
      wholeNumber(10, 2_000_000_000),
      defaultSettings.rateLimit,
    )
    .option('--state <folder>', 'where data, database and users live', '.recourse')
    .option('--reset', 'forget the state and begin anew', false)
    .option('--once', 'print the answer and exit', false)
    .option('--json', 'print the bare GraphQL response and nothing else on standard output', false)
    .allowExcessArguments(false);
  return withFaultOptions(command)
    .parse([...argv], { from: 'user' })
    .opts<StartOptions>();
}

function date(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError('It must be a date, YYYY-MM-DD.');
}
