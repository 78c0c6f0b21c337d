import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { importHistory } from '../../data/import-history.ts';
import { writeHistory } from '../../data/write-history.ts';
import type { LocalCloud } from '../../local/stack.ts';
import { historyFile, servingRole } from './cloud.ts';
import type { StartOptions } from './options.ts';
import { prepareFiles, prepareWarehouse } from './prepare.ts';
import type { Report } from './progress.ts';
import { digest, type StateStore } from './state.ts';
import { activateVersion, evaluateFiles, trainFiles, trainModel } from './train.ts';
import { type AdminWarehouse, sqlText } from './warehouse.ts';

/** What the steps that make the model work on. */
export interface Making {
  readonly options: StartOptions;
  readonly store: StateStore;
  readonly cloud: LocalCloud;
  readonly warehouse: AdminWarehouse;
  readonly schema: string;
}

/** A step that is done anew only when something that it depends on has changed. */
export interface MakingStep {
  readonly name: string;
  readonly title: (options: StartOptions) => string;
  /** A digest of all that the step's result depends on. */
  readonly inputs: (making: Making) => Promise<string>;
  /** Whether the result of these inputs is still there. */
  readonly stillThere?: (making: Making) => boolean;
  readonly run: (making: Making, report: Report) => Promise<void>;
}

const dataFolder = fileURLToPath(new URL('../../data/', import.meta.url));
const sqlDigest = (files: readonly string[]) => digest(...files.map(sqlText));
const doneInputs = ({ store }: Making, step: string) => store.current.done[step] ?? '';

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
    name: 'prepare',
    title: () => 'Prepare tables, users and rights',
    inputs: async ({ cloud }) => digest(sqlDigest(prepareFiles), servingRole(cloud)),
    run: ({ warehouse, cloud }) => prepareWarehouse(warehouse, servingRole(cloud)),
  },
  {
    name: 'load',
    title: () => 'Load the cases (COPY)',
    inputs: async (making) =>
      digest(
        await fileDigest(historyFile(making.cloud)),
        sqlDigest(['load/copy_loan_history.sql', 'tables/loan_history.sql']),
      ),
    run: loadData,
  },
  {
    name: 'train',
    title: () => 'Train the model (CREATE MODEL)',
    inputs: async (making) => digest(doneInputs(making, 'load'), sqlDigest(trainFiles), making.options.cutOff),
    run: trainVersion,
  },
  {
    name: 'evaluate',
    title: () => 'Evaluate on the cases after the cut-off, grant and activate',
    inputs: async (making) => digest(doneInputs(making, 'train'), sqlDigest(evaluateFiles)),
    run: ({ warehouse, schema, store }) => activateVersion(warehouse, schema, store.current.modelVersion ?? 0),
  },
];

async function makeData({ options, cloud }: Making, onProgress: Report): Promise<void> {
  const target = historyFile(cloud);
  const { data, rows, seed, cutOff } = options;
  if (data) await importHistory({ source: data, target, cutOff, onProgress });
  else await writeHistory({ path: target, rows, seed, cutOff, onProgress });
}

async function loadData({ warehouse, cloud, store }: Making, report: Report): Promise<void> {
  // Cut short from here on, the table is not what the last load made of it.
  store.markDone('load', 'under way');
  cloud.onProgress(({ work, done, total }) => work === 'copy' && report(done / total));
  await warehouse.run('load/empty_loan_history.sql');
  await warehouse.run('load/copy_loan_history.sql');
}

async function trainVersion({ warehouse, cloud, store, schema }: Making, report: Report): Promise<void> {
  cloud.onProgress(({ work, done, total }) => work === 'train' && report(done / total));
  store.update({ modelVersion: await trainModel(warehouse, schema) });
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
