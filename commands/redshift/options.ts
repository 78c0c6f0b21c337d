import { Command, InvalidArgumentError } from 'commander';
import { type FaultOptions, withFaultOptions } from '../start/fault-options.ts';
import { filled } from '../start/filled.ts';
import { wholeNumber } from '../start/whole-number.ts';

/** What a person asked of `npm run redshift`. */
export interface RedshiftOptions extends FaultOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly folder: string;
  readonly workgroup: string;
  readonly database: string;
  readonly admin: string;
  readonly reset: boolean;
}

/** Reads the command line of `npm run redshift`; prints help or a clear error and exits where that is what was asked. */
export function readRedshiftOptions(argv: readonly string[]): RedshiftOptions {
  const command = new Command('npm run redshift --')
    .description('Runs a Redshift Serverless workgroup with Redshift ML and its Data API on this machine.')
    .option('--host <address>', 'address to listen on', filled, '127.0.0.1')
    .option('--port <n>', 'port to listen on, 0 for any free one', wholeNumber(0, 65_535), 4100)
    .option('--folder <folder>', 'where database, buckets and credentials live', filled, '.redshift')
    .option('--workgroup <name>', 'name of the workgroup', name(/^[a-z0-9-]{3,63}$/), 'default')
    .option('--database <name>', 'name of the database', name(/^[a-z_][a-z0-9_]{0,62}$/), 'dev')
    .option(
      '--admin <name>',
      'name of the database user who may do everything',
      name(/^[a-z_][a-z0-9_]{0,62}$/),
      'admin',
    )
    .option('--reset', 'forget what the folder holds and begin anew', false)
    .allowExcessArguments(false);
  return withFaultOptions(command)
    .parse([...argv], { from: 'user' })
    .opts<RedshiftOptions>();
}

function name(pattern: RegExp): (text: string) => string {
  return (text) => {
    if (pattern.test(text)) return text;
    throw new InvalidArgumentError(`It must match ${pattern.source}.`);
  };
}
