import { Command, InvalidArgumentError, Option } from 'commander';
import { defaultHistory } from '../../data/sampling-domain.ts';
import { defaultSettings } from '../../infra/settings.ts';
import { readAssembly } from '../../local/template/cloud-assembly.ts';
import { type FaultOptions, withFaultOptions } from './fault-options.ts';
import { filled } from './filled.ts';
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
  /** A synthesized app to run in place of Recourse: the folder of its cloud assembly, or its template file. */
  readonly template?: string;
  /** Region of that app when its stack is bound to none. */
  readonly region?: string;
  /** Values for the parameters of that template. */
  readonly parameter: Readonly<Record<string, string>>;
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
    .option('--data <file.csv>', 'train on this CSV with the 17 columns instead of generated data', filled)
    .option('--rows <n>', 'rows of generated data', wholeNumber(1, 1_000_000), defaultHistory.rows)
    .option('--seed <s>', 'seed of generated data', wholeNumber(0, 2 ** 31 - 1), defaultHistory.seed)
    .option(
      '--cut-off <date>',
      'cases from this date on evaluate the model, earlier ones train it',
      date,
      defaultSettings.cutOff,
    )
    .option('--host <address>', 'address to listen on', filled, '127.0.0.1')
    .option('--port <n>', 'port to listen on, 0 for any free one', wholeNumber(0, 65_535), 4000)
    .option(
      '--rate-limit <n>',
      'requests with one token in five minutes before the firewall blocks; five times as many from one address',
      wholeNumber(10, 2_000_000_000),
      defaultSettings.rateLimit,
    )
    .option('--state <folder>', `where data, database and users live (default: "${ownStateFolder}")`, filled)
    .option('--reset', 'forget the state and begin anew', false)
    .option('--once', 'print the answer and exit', false)
    .option('--json', 'print the bare GraphQL response and nothing else on standard output', false)
    .addOption(
      new Option(
        '--template <path>',
        "run this synthesized CDK app instead: its cdk.out folder, or a stack's template file",
      )
        .argParser(filled)
        .conflicts(['data', 'rows', 'seed', 'cutOff', 'rateLimit', 'once', 'json']),
    )
    .option('--region <name>', 'Region of that app, where its assembly tells none (default: "us-east-1")', region)
    .option('--parameter <name=value>', 'a value for a parameter of that template; may be repeated', parameter, {})
    .allowExcessArguments(false);
  const options = withFaultOptions(command)
    .parse([...argv], { from: 'user' })
    .opts<Omit<StartOptions, 'state'> & Partial<Pick<StartOptions, 'state'>>>();
  if (!options.template && (options.region || Object.keys(options.parameter).length > 0)) {
    command.error("error: options '--region <name>' and '--parameter <name=value>' go with '--template <path>'");
  }
  return { ...options, state: options.state ?? stateFolderOf(options.template) };
}

const ownStateFolder = '.recourse';

/** Every app keeps its state in a folder of its own. */
function stateFolderOf(template: string | undefined): string {
  return template ? `${ownStateFolder}-${readAssembly(template).stackName}` : ownStateFolder;
}

function region(text: string): string {
  if (/^[a-z]{2}(-[a-z]+)+-\d$/.test(text)) return text;
  throw new InvalidArgumentError('It must be an AWS Region such as us-east-1.');
}

function parameter(text: string, others: Readonly<Record<string, string>>): Record<string, string> {
  const [, name, value] = /^([A-Za-z0-9]+)=([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It must be NAME=VALUE.');
  return { ...others, [name]: value };
}

function date(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError('It must be a date, YYYY-MM-DD.');
}
