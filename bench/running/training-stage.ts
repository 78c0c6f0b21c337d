import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { buildAll } from '../../build/build-all.ts';
import { writeHistory } from '../../data/write-history.ts';
import { defaultSettings } from '../../infra/settings.ts';
import { synthesize } from '../../infra/synthesize.ts';
import { type LocalCloud, startLocalCloud } from '../../local/stack.ts';
import { runAsAdmin } from './run-as-admin.ts';

/** A template and a loan history to rehearse trainings with. */
export interface Stage {
  /** Opens a cloud of its own for the time of `act`. */
  rehearse<Result>(act: (rehearsal: Rehearsal) => Promise<Result>, options?: RehearsalOptions): Promise<Result>;
  /** The state folder of a cloud that has trained so many versions and was closed. */
  trained(versions: number): Promise<string>;
  discard(): void;
}

/** What a rehearsal begins with. */
export interface RehearsalOptions {
  /** What the template is made into. @default as it is */
  readonly change?: (template: string) => string;
  /** The state folder of an earlier cloud, which is copied. @default a new one */
  readonly state?: string;
}

/** A cloud that has just been made; of a new stack, the first training runs. */
export interface Rehearsal {
  readonly cloud: LocalCloud;
  /** Everything that the cloud logged. */
  readonly log: string[];
  /** Replaces the loan history. */
  putHistory(csv: string): void;
  removeHistory(): void;
  /** The loan history. */
  readonly history: string;
  /** The registry's versions, as `version state` with `active` after the one that answers. */
  versions(): Promise<string[]>;
  /** Waits for the end of the training that the deployment started. */
  firstTraining(): Promise<DescribeExecutionCommandOutput>;
  /** Runs the workflow to its end. */
  train(): Promise<DescribeExecutionCommandOutput>;
}

const templateName = 'recourse-dev.template.json';

/** Synthesizes the template and makes a history just large enough to train on. */
export async function setTheStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-training-'));
  const assembly = join(folder, 'cdk.out');
  await buildAll({ only: ['resolvers', 'handlers'] });
  const historyFile = join(folder, 'history.csv');
  await writeHistory({ path: historyFile, rows: 900, seed: 1, cutOff: defaultSettings.cutOff });
  // No bench measures the firewall's rate rule.
  synthesize({ outdir: assembly, settings: { dataPath: historyFile, rateLimit: 2_000_000_000 } });
  const history = readFileSync(historyFile, 'utf8');
  let rehearsals = 0;
  const trainedFolders = new Map<number, Promise<string>>();

  async function rehearse<Result>(
    act: (rehearsal: Rehearsal, stateFolder: string) => Promise<Result>,
    { change = (template) => template, state }: RehearsalOptions = {},
  ): Promise<Result> {
    rehearsals += 1;
    const own = join(folder, String(rehearsals));
    cpSync(assembly, join(own, 'cdk.out'), { recursive: true });
    if (state !== undefined) cpSync(state, join(own, 'state'), { recursive: true });
    const template = join(own, 'cdk.out', templateName);
    writeFileSync(template, change(readFileSync(template, 'utf8')));
    // The pages are no part of this.
    writeFileSync(join(own, 'index.html'), '');
    const log: string[] = [];
    const cloud = await startLocalCloud({
      ...{ template: join(own, 'cdk.out'), stateFolder: join(own, 'state'), installationId: 'rehearsal' },
      ...{ host: '127.0.0.1', port: 0, webFolder: own, demoPassword: 'Rehearsal-1', log: (line) => log.push(line) },
    });
    try {
      return await act(open(cloud, log, history), join(own, 'state'));
    } finally {
      await cloud.close();
    }
  }

  async function trainOneMore(versions: number): Promise<string> {
    const state = versions > 1 ? { state: await trained(versions - 1) } : {};
    return rehearse(async ({ firstTraining, train }, stateFolder) => {
      await (versions > 1 ? train() : firstTraining());
      return stateFolder;
    }, state);
  }

  function trained(versions: number): Promise<string> {
    const folder = trainedFolders.get(versions) ?? trainOneMore(versions);
    trainedFolders.set(versions, folder);
    return folder;
  }

  return {
    rehearse,
    trained,
    discard: () => rmSync(folder, { recursive: true }),
  };
}

function open(cloud: LocalCloud, log: string[], history: string): Rehearsal {
  const { BucketName = '', TrainingStateMachineArn: stateMachineArn } = cloud.template.outputs;
  const client = new SFNClient(cloud.operator);
  const historyFile = join(cloud.bucketFolder(BucketName), defaultSettings.dataKey);
  return {
    ...{ cloud, log, history },
    putHistory: (csv) => writeFileSync(historyFile, csv),
    removeHistory: () => rmSync(historyFile),
    versions: () => readVersions(cloud),
    async firstTraining() {
      const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
      return endOf(client, executions.at(-1)?.executionArn);
    },
    async train() {
      const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
      return endOf(client, executionArn);
    },
  };
}

async function endOf(client: SFNClient, executionArn: string | undefined): Promise<DescribeExecutionCommandOutput> {
  for (;;) {
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== 'RUNNING') return execution;
    await sleep(20);
  }
}

async function readVersions(cloud: LocalCloud): Promise<string[]> {
  const { schema } = defaultSettings;
  const rows = await runAsAdmin(cloud, `SELECT version, state, active FROM ${schema}.model_registry ORDER BY version`);
  return rows.map(({ version, state, active }) => `${version} ${state}${active ? ' active' : ''}`);
}
