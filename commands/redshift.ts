import './start/environment.ts';
import { defaultSettings } from '../infra/settings.ts';
import { isDamagedState } from '../local/damaged-state.ts';
import { openInstallation } from './redshift/installation.ts';
import { type RedshiftOptions, readRedshiftOptions } from './redshift/options.ts';
import { welcome } from './redshift/welcome.ts';
import { type Ending, endOnSignal } from './start/ending.ts';
import { clearFolder, type OwnFolder, takeFolder } from './start/own-folder.ts';

const { region } = defaultSettings;

const dataFolder: OwnFolder = {
  title: 'data folder',
  option: '--folder',
  keeper: 'npm run redshift',
  entries: ['buckets', 'installation.json', 'redshift', 'statements.jsonl'],
};

async function main(options: RedshiftOptions): Promise<void> {
  await takeFolder(dataFolder, options.folder);
  if (options.reset) clearFolder(dataFolder, options.folder);
  const ending = endOnSignal('Redshift');
  try {
    await start(options, ending);
  } catch (error) {
    if (!ending.begun) throw error;
  }
}

async function start(options: RedshiftOptions, ending: Ending): Promise<void> {
  const installation = openInstallation(options.folder);
  // Loads the engine, which help and refusals do without.
  const { startLocalRedshift } = await import('../local/local-redshift.ts');
  const redshift = await startLocalRedshift({
    ...options,
    region,
    workgroupId: installation.workgroupId,
    adminUser: options.admin,
    credentials: installation,
    // Stands where EventBridge would: one line of JSON for each event.
    onEvent: (event) => console.log(JSON.stringify(event)),
    log: (line) => console.error(line),
  });
  ending.add(redshift);
  redshift.faults.put(options);
  console.log(welcome(redshift, installation, region));
}

try {
  await main(readRedshiftOptions(process.argv.slice(2)));
} catch (error) {
  const remedy = isDamagedState(error) ? '; start with --reset to begin anew' : '';
  console.error(`Redshift did not start: ${error instanceof Error ? error.message : String(error)}${remedy}`);
  process.exit(1);
}
