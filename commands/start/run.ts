import type { ListrTask } from 'listr2';
import { buildAll } from '../../build/build-all.ts';
import type { LocalCloud } from '../../local/stack.ts';
import { type Answer, askForRanking } from './answer.ts';
import { assemblyFolder, synthesizeAssembly } from './assembly.ts';
import { startCloud } from './cloud.ts';
import { makeHistory } from './history.ts';
import { discardChangedTables } from './lost-work.ts';
import type { StartOptions } from './options.ts';
import { progressReport, runTasks } from './progress.ts';
import { announceCloud } from './running.ts';
import { demoSignIn, fetchIdToken } from './sign-in.ts';
import type { StateStore } from './state.ts';
import { type Making, type MakingStep, makingSteps } from './steps.ts';

/** What `npm start` ends with: a cloud that answers, and its first answer. */
export interface Started {
  readonly cloud: LocalCloud;
  readonly endpoint: string;
  readonly answer: Answer;
}

interface Context {
  making?: Making;
  answer?: Answer;
}

type Task = ListrTask<Context>;

/**
 * Takes every step from sources to the first answer, each a line with its time on standard error.
 *
 * @param onCloud is given the local cloud as soon as it is there, for whoever may have to end it before its time.
 */
export async function startRecourse(
  options: StartOptions,
  store: StateStore,
  onCloud: (cloud: LocalCloud) => void = () => undefined,
): Promise<Started> {
  const context: Context = {};
  const making = makingSteps.map((step) => makingTask(step, options));
  try {
    await runTasks([...openingTasks(options, store, onCloud), ...making, askTask], context);
  } catch (error) {
    await context.making?.cloud.close();
    throw error;
  }
  const { cloud } = openedBy(context);
  if (!context.answer) throw new Error('The first question was not asked');
  return { cloud, endpoint: endpointOf(cloud), answer: context.answer };
}

function openingTasks(options: StartOptions, store: StateStore, onCloud: (cloud: LocalCloud) => void): Task[] {
  return [
    {
      title: 'Build the bundles',
      task: async (_, task) => {
        const parts = await buildAll();
        if (parts.every(({ rebuilt }) => !rebuilt)) task.title += ' (unchanged)';
      },
    },
    {
      title: historyTitle(options),
      task: async (_, task) => {
        if (!(await makeHistory(options, store, progressReport(task)))) task.title += ' (unchanged)';
      },
    },
    {
      title: 'Synthesize the template',
      task: async (_, task) => {
        if (!(await synthesizeAssembly(options, store))) task.title += ' (unchanged)';
      },
    },
    {
      title: 'Start the local cloud',
      task: async (context, task) => {
        if (discardChangedTables(store)) task.title += ' anew, since tables have changed,';
        const cloud = await startCloud(options, store, { template: assemblyFolder(options) });
        onCloud(cloud);
        context.making = { options, store, cloud };
        task.title += ` at ${cloud.url}`;
      },
    },
  ];
}

function historyTitle({ data, rows, seed }: StartOptions): string {
  return data ? `Check ${data}` : `Make ${rows.toLocaleString('en-US')} cases (seed ${seed})`;
}

function makingTask(step: MakingStep, options: StartOptions): Task {
  return {
    title: step.title(options),
    task: async (context, task) => {
      const making = openedBy(context);
      const inputs = await step.inputs(making);
      if (making.store.isDone(step.name, inputs) && (await step.stillThere(making))) {
        task.title += ' (unchanged)';
        return;
      }
      making.store.markUndone(step.name);
      await step.run(making, progressReport(task));
      making.store.markDone(step.name, inputs);
    },
  };
}

const askTask: Task = {
  title: 'Ask for the first ranking',
  task: async (context) => {
    const { cloud, store } = openedBy(context);
    announceCloud(store.folder, cloud);
    context.answer = await askForRanking(endpointOf(cloud), await fetchIdToken(demoSignIn(cloud)));
  },
};

function openedBy(context: Context): Making {
  if (!context.making) throw new Error('The local cloud has not started');
  return context.making;
}

const endpointOf = ({ url }: LocalCloud) => `${url}/graphql`;
