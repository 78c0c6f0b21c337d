import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { importHistory } from '../../data/import-history.ts';
import { writeHistory } from '../../data/write-history.ts';
import type { LocalCloud } from '../../local/stack.ts';
import { askForModelVersion } from './answer.ts';
import { historyFile } from './cloud.ts';
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

const dataFolder = fileURLToPath(new URL('../../data/', import.meta.url));

/** From nothing to a model that answers, in order; each step depends on the ones before it by their inputs. */
export const makingSteps: readonly MakingStep[] = [
  {
    name: 'data',
    title: ({ data, rows, seed }) =>
      data ? `Check ${data}` : `Make ${rows.toLocaleString('en-US')} cases (seed ${seed})`,
    inputs: async ({ options: { data, rows, seed, cutOff } }) =>
      data
        ? digest('file', await fileDigest(data), cutOff)
        : digest('generated', rows, seed, cutOff, await generatorDigest()),
    stillThere: ({ cloud }) => existsSync(historyFile(cloud)),
    run: makeData,
  },
  {
    name: 'train',
    title: () => 'Train the model by the workflow',
    inputs: async ({ cloud }) => digest(await fileDigest(historyFile(cloud)), workflowOf(cloud)),
    stillThere: modelAnswers,
    run: trainModel,
  },
];

async function makeData({ options, cloud }: Making, onProgress: Report): Promise<void> {
  const target = historyFile(cloud);
  const { data, rows, seed, cutOff } = options;
  if (data) await importHistory({ source: data, target, cutOff, onProgress });
  else await writeHistory({ path: target, rows, seed, cutOff, onProgress });
}

async function trainModel({ cloud, store }: Making, report: Report): Promise<void> {
  cloud.onProgress(({ work, done, total }) => work === 'train' && report(done / total));
  store.update({ modelVersion: await train(cloud) });
}

/** The definition of the workflow, with the SQL and the settings that it trains by. */
function workflowOf({ template }: LocalCloud): string {
  const arn = template.outputs.TrainingStateMachineArn;
  const stateMachine = template.resources.find(({ ref }) => ref === arn);
  return String(stateMachine?.properties.DefinitionString);
}

/** A database that was removed, or discarded for its format, takes the model along. */
async function modelAnswers({ cloud, store }: Making): Promise<boolean> {
  const version = await askForModelVersion(`${cloud.url}/graphql`, await fetchIdToken(demoSignIn(cloud)));
  return version !== undefined && version === store.current.modelVersion;
}

/** A changed generator makes other data from the same seed. */
async function generatorDigest(): Promise<string> {
  const files = readdirSync(dataFolder).filter((file) => file.endsWith('.ts'));
  return digest(...(await Promise.all(files.sort().map((file) => fileDigest(join(dataFolder, file))))));
}

async function fileDigest(file: string): Promise<string> {
  // The step that reads the file says what is wrong with it.
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return 'missing';
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
