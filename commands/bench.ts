import './start/environment.ts';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { Command } from 'commander';

/** What a file of `bench/` exports: a line for the list, and what it does; false when a goal was missed. */
interface Bench {
  readonly description: string;
  readonly run: (args: readonly string[]) => Promise<boolean>;
}

const folder = new URL('../bench/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'));

const loadBench = async (name: string): Promise<Bench> => import(new URL(`${name}.ts`, folder).href);

async function listBenches(): Promise<void> {
  for (const name of names) console.log(`${name.padEnd(12)} ${(await loadBench(name)).description}`);
}

const command = new Command('npm run bench --')
  .description('Runs a bench and prints its figures; without a name, lists the benches.')
  .argument('[name]', 'the bench to run')
  .argument('[options...]', "the bench's own options")
  .passThroughOptions()
  .action(async (name: string | undefined, options: string[]) => {
    if (name === undefined) return listBenches();
    if (!names.includes(name)) command.error(`error: there is no bench "${name}"; there are: ${names.join(', ')}`);
    const { run } = await loadBench(name);
    if (!(await run(options))) process.exitCode = 1;
  });

await command.parseAsync();
