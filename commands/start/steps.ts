import type { LocalCloud } from '../../local/stack.ts';
import { askForModelVersion } from './answer.ts';
import { fileDigest, historyFile } from './history.ts';
import type { StartOptions } from './options.ts';
import type { Report } from './progress.ts';
import { demoSignIn, fetchIdToken } from './sign-in.ts';
import { digest, type StateStore } from './state.ts';
import { train } from './training.ts';

/** What the steps that make the model work on. */
export interface Making {
  readonly options: StartOptions;
  readonly store: StateStore;
  readonly cloud: LocalCloud;
}

/** A step that is done anew only when something that it depends on has changed. */
export interface MakingStep {
  readonly name: string;
  readonly title: (options: StartOptions) => string;
  /** A digest of all that the step's result depends on. */
  readonly inputs: (making: Making) => Promise<string>;
  /** Whether the result of these inputs is still there. */
  readonly stillThere: (making: Making) => boolean | Promise<boolean>;
  readonly run: (making: Making, report: Report) => Promise<void>;
}

/** From a stack with its history to a model that answers, in order. */
export const makingSteps: readonly MakingStep[] = [
  {
    name: 'train',
    title: () => 'Train the model by the workflow',
    inputs: async ({ cloud, options }) => digest(await fileDigest(historyFile(options)), workflowOf(cloud)),
    stillThere: modelAnswers,
    run: trainModel,
  },
];

async function trainModel({ cloud }: Making, report: Report): Promise<void> {
  cloud.onProgress(({ work, done, total }) => work === 'train' && report(done / total));
  await train(cloud);
}

/** The definition of the workflow, with the SQL and the settings that it trains by. */
function workflowOf({ template }: LocalCloud): string {
  const arn = template.outputs.TrainingStateMachineArn;
  const stateMachine = template.resources.find(({ ref }) => ref === arn);
  return String(stateMachine?.properties.DefinitionString);
}

/**
 * A database that was removed, or discarded for its format, takes the model along; a version of a later training, or one
 * that was gone back to, answers as well.
 */
async function modelAnswers({ cloud }: Making): Promise<boolean> {
  const version = await askForModelVersion(`${cloud.url}/graphql`, await fetchIdToken(demoSignIn(cloud)));
  return version !== undefined;
}
