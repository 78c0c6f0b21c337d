import type { ListrTask } from 'listr2';
import { buildAll } from '../../build/build-all.ts';
import type { LocalCloud } from '../../local/stack.ts';
import { startCloud } from './cloud.ts';
import type { StartOptions } from './options.ts';
import { runTasks } from './progress.ts';
import { announceCloud } from './running.ts';
import type { StateStore } from './state.ts';

interface Context {
  cloud?: LocalCloud;
}

/**
 * Runs somebody else's synthesized app: the local cloud with its template and the explorer, and nothing of Recourse.
 *
 * @param onCloud is given the local cloud as soon as it is there, for whoever may have to end it before its time.
 * @throws Error naming what in the template is not emulated.
 */
export async function startTemplate(
  template: string,
  options: StartOptions,
  store: StateStore,
  onCloud: (cloud: LocalCloud) => void,
): Promise<LocalCloud> {
  const context: Context = {};
  const tasks: ListrTask<Context>[] = [
    { title: 'Build the explorer', task: async () => void (await buildAll({ only: ['web'] })) },
    {
      title: `Start the local cloud from ${template}`,
      task: async (_, task) => {
        const { region, parameter: parameters } = options;
        const app = { template, parameters, homePage: 'explorer', ...(region !== undefined && { region }) };
        context.cloud = await startCloud(options, store, app);
        onCloud(context.cloud);
        refuseIdleFaults(options, context.cloud);
        task.title += ` at ${context.cloud.url}`;
      },
    },
  ];
  await runTasks(tasks, context);
  const { cloud } = context;
  if (!cloud) throw new Error('The local cloud has not started');
  announceCloud(store.folder, cloud);
  return cloud;
}

/** The faults are those of a warehouse. */
function refuseIdleFaults({ faults }: StartOptions, { template }: LocalCloud): void {
  const hasWarehouse = template.resources.some(({ type }) => type === 'AWS::RedshiftServerless::Workgroup');
  if (faults !== '' && !hasWarehouse) throw new Error(`--faults ${faults}: the template has no warehouse to fail`);
}
