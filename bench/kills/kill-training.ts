import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { Deployment } from '../../commands/deployment/deployment.ts';
import { findLocalDeployment } from '../../commands/deployment/local-deployment.ts';
import { followTraining, startTraining } from '../../commands/deployment/training.ts';
import { findTrainingDamage, readRemains, type TrainingRemains } from './find-training-damage.ts';
import { beginStart, type StartProcess } from './start-process.ts';
import { type TrainingMoment, trainingMoments } from './training-moments.ts';

/** The trainings of an installation: its first, one that meets older versions, one whose data teach nothing. */
type Occasion = 'first' | 'later' | 'failing';

/** A moment of a training, with the first occasion that has it. */
export interface KillMoment extends TrainingMoment {
  readonly occasion: Occasion;
  /** The state folder that this training finds; without it, it makes its own. */
  readonly folder?: string;
}

/** Trainings that nobody disturbs. */
export interface Undisturbed {
  readonly moments: readonly KillMoment[];
  /** The states that versions are left in. */
  readonly settled: ReadonlySet<string>;
}

const watched = 'bench/kills/watched-start.ts';

/** Trains on each occasion, in a new state folder. */
export async function trainUndisturbed(folder: string): Promise<Undisturbed> {
  const start = beginStart(folder, [], { file: watched });
  const entered: string[] = [];
  start.child.on('message', (state) => void entered.push(String(state)));
  return closing(start, async () => {
    await start.answer;
    const deployment = findLocalDeployment(folder);
    const definition = await readDefinition(deployment);
    const moments = new Map<string, KillMoment>();
    const add = (occasion: Occasion) => {
      for (const moment of trainingMoments(definition, entered)) {
        if (moments.has(moment.name)) continue;
        moments.set(moment.name, { ...moment, occasion, ...(occasion !== 'first' && { folder }) });
      }
    };
    add('first');
    // The first version becomes the one before, then an older one that is dropped.
    await train(deployment);
    await train(deployment);
    add('later');
    await trainOnNothing(folder, deployment);
    add('failing');
    const { versions } = await readRemains(deployment);
    return { moments: [...moments.values()], settled: new Set(versions.map(({ state }) => state)) };
  });
}

/**
 * Kills a training at a moment, as kill -9 does, and starts again on what it left.
 *
 * @param state is a new state folder.
 * @param settled are the states that versions may be left in.
 * @returns what is wrong then; empty when the next start answers and nothing is half-done.
 */
export async function killTraining(
  state: string,
  moment: KillMoment,
  settled: Undisturbed['settled'],
): Promise<readonly string[]> {
  if (moment.folder !== undefined) cpSync(moment.folder, state, { recursive: true });
  return (await killIn(state, moment)) ? startAgain(state, settled) : ['it was not entered'];
}

/** Starts, trains as the occasion is, and dies at the moment; false when it did not come. */
export async function killIn(state: string, moment: KillMoment): Promise<boolean> {
  const { occasion } = moment;
  const env = { KILL_STATE: moment.state, KILL_ENTRY: String(moment.entry) };
  const start = beginStart(state, [], { file: watched, env });
  await closing(start, async () => {
    await start.answer;
    if (occasion === 'later') await train(findLocalDeployment(state));
    if (occasion === 'failing') await trainOnNothing(state, findLocalDeployment(state));
    // Whoever asks it something when it dies is told so.
  }).catch(() => undefined);
  return start.child.signalCode === 'SIGKILL';
}

/** Trains on a history that has its titles alone; the next start brings the cases back. */
async function trainOnNothing(state: string, deployment: Deployment): Promise<void> {
  const file = join(state, 'buckets', deployment.output('BucketName'), deployment.settings.dataKey);
  const [titles] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, `${titles}\n`);
  await train(deployment).catch((error: Error) => {
    if (!error.message.startsWith('The training ended in ')) throw error;
  });
}

/** Starts on what a killed training left and gives what is wrong with it. */
async function startAgain(state: string, settled: Undisturbed['settled']): Promise<readonly string[]> {
  const start = beginStart(state, []);
  try {
    return await closing(start, async () => {
      const answering = JSON.parse(await start.answer).data.rankStrategies.model.version as number;
      const deployment = findLocalDeployment(state);
      const remains = await readRemains(deployment);
      const damage = findTrainingDamage(remains, answering);
      if (damage.length > 0 || isSettled(remains, settled)) return damage;
      // What a training that was cut short left the next one clears.
      const next = await train(deployment);
      const cleared = await readRemains(deployment);
      return [
        ...findTrainingDamage(cleared, next),
        ...(isSettled(cleared, settled) ? [] : [`the registry has ${JSON.stringify(cleared.versions)}`]),
      ];
    });
  } catch (error) {
    return [`the next start does not answer: ${error instanceof Error ? error.message : error}`];
  }
}

const isSettled = ({ versions }: TrainingRemains, settled: ReadonlySet<string>) =>
  versions.every(({ state }) => settled.has(state));

async function closing<Result>(start: StartProcess, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } finally {
    start.child.kill('SIGTERM');
    await start.ended;
  }
}

async function train({ client: config, output }: Deployment): Promise<number> {
  const client = new SFNClient(config);
  const { executionArn } = await startTraining(client, output('TrainingStateMachineArn'));
  return followTraining({ client, executionArn, pollMs: 50 });
}

async function readDefinition({ client, output }: Deployment): Promise<string> {
  const stateMachineArn = output('TrainingStateMachineArn');
  const { definition } = await new SFNClient(client).send(new DescribeStateMachineCommand({ stateMachineArn }));
  return definition ?? '{}';
}
