import { Command, Option } from 'commander';
import { buildAll } from '../build/build-all.ts';
import { type PartName, partNames } from '../build/part.ts';

const command = new Command('npm run -s build --')
  .description('Bundles resolvers, Lambdas and the web page into dist/; what has not changed is left alone.')
  .addOption(
    new Option('--only <part...>', 'build these parts').choices(partNames).default([...partNames], 'all parts'),
  )
  .action(async ({ only }: { readonly only: readonly PartName[] }) => {
    for (const { name, rebuilt, milliseconds } of await buildAll({ only })) {
      console.log(`${name.padEnd(9)} ${rebuilt ? 'built' : 'unchanged'} (${milliseconds} ms)`);
    }
  });

await command.parseAsync();
