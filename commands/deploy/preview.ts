import type { Settings } from '../../infra/settings.ts';
import { prepareAssembly } from './assembly.ts';
import { costNotes, costTable } from './cost-table.ts';
import { resourceTable } from './resource-table.ts';

/** Prints what a deployment with these settings would create and what a month of it costs, in 100 columns. */
export async function preview(settings: Settings): Promise<void> {
  const { template, stackName } = await prepareAssembly(settings, false);
  const resources = Object.keys(template.Resources).length;
  const where = `${stackName} in ${settings.region}`;
  console.log(`${where}: ${resources} resources, with the history ${settings.dataPath}.\n\n${resourceTable(template)}`);
  console.log(`\nWhat a month costs, by predictions:\n\n${costTable(template)}\n`);
  for (const note of costNotes(template, settings)) console.log(listItem(note));
}

const listItem = (text: string) => `- ${text.replaceAll(/(?!.{1,98}$)(.{1,98})\s/g, '$1\n  ')}`;
