import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { killAndStart, type Survived, startUndisturbed } from './kills/kill-and-start.ts';
import { killMoments } from './kills/kill-moments.ts';
import { readCount } from './running/read-count.ts';
import { tellGoal } from './running/tell-goal.ts';

/** One line for the list of benches. */
export const description =
  'whether anything is lost by kill -9 at seeded moments of a start or of a SQL server at work, or in a state of the training';

interface KillOptions {
  readonly moments: number;
  readonly seed: number;
}

/** Kills what it is told to, again and again; true when nothing was lost and what comes next works. */
export async function run(args: readonly string[]): Promise<boolean> {
  const command = new Command('npm run bench -- kills')
    .description(description)
    .addArgument(new Argument('[target]', 'what to kill').choices(Object.keys(targets)).default('start'))
    .option('--moments <n>', 'how often to kill a start or a server', readCount, 20)
    .option('--seed <s>', 'seed of the moments', readCount, 1)
    .parse([...args], { from: 'user' });
  const folder = await mkdtemp(join(tmpdir(), 'recourse-kills-'));
  try {
    const [target = 'start'] = command.processedArgs as [keyof typeof targets];
    return await targets[target](folder, command.opts<KillOptions>());
  } finally {
    await rm(folder, { recursive: true });
  }
}

const targets = { start: killStarts, redshift: killServers, training: killTrainings };

/** Kills starts, each on a state of its own, and starts again; every next start is to answer as an undisturbed one. */
async function killStarts(folder: string, { moments, seed }: KillOptions): Promise<boolean> {
  const undisturbed = await startUndisturbed(join(folder, 'undisturbed'));
  console.log(`An undisturbed start takes ${undisturbed.seconds.toFixed(1)} s.`);
  const survived: boolean[] = [];
  for (const [index, seconds] of killMoments(moments, seed, undisturbed.seconds).entries()) {
    const result = await killAndStart(join(folder, String(index)), seconds);
    const isSame = result.ranking === undisturbed.ranking;
    console.log(describe(result, isSame));
    survived.push(isSame);
  }
  return reached(survived, 'the next start answers the same');
}

/** Kills a server at work on one database; every next one is to find all that was told to be done, and nothing half-done. */
async function killServers(folder: string, { moments, seed }: KillOptions): Promise<boolean> {
  // Loads the engine, which the list of benches does without.
  const { killWarehouse } = await import('./kills/kill-warehouse.ts');
  const survived: boolean[] = [];
  for await (const { seconds, step, damage } of killWarehouse(folder, moments, seed)) {
    const outcome = damage.length === 0 ? 'nothing lost, nothing half-done' : damage.join('; ');
    console.log(`${`killed at ${seconds.toFixed(2).padStart(5)} s, during ${step}`.padEnd(50)} ${outcome}`);
    survived.push(damage.length === 0);
  }
  return reached(survived, 'nothing is lost or half-done');
}

/** Kills trainings in each state of the workflow; every next start is to answer, with nothing left half-done. */
async function killTrainings(folder: string): Promise<boolean> {
  // Loads clients of AWS, which the list of benches does without.
  const { killTraining, trainUndisturbed } = await import('./kills/kill-training.ts');
  const { moments, settled } = await trainUndisturbed(join(folder, 'undisturbed'));
  const survived: boolean[] = [];
  for (const [index, moment] of moments.entries()) {
    const damage = await killTraining(join(folder, String(index)), moment, settled);
    const outcome = damage.length === 0 ? 'answers, one active version, nothing half-done' : damage.join('; ');
    console.log(`${`killed in ${moment.name}`.padEnd(50)} ${outcome}`);
    survived.push(damage.length === 0);
  }
  return reached(survived, 'the next start answers and leaves nothing half-done');
}

function reached(survived: readonly boolean[], what: string): boolean {
  const count = survived.filter(Boolean).length;
  return tellGoal(count === survived.length, `${what} after ${count} of ${survived.length} kills`);
}

function describe({ seconds, lastStep, ranking, complaint }: Survived, isSame: boolean): string {
  const moment = `killed at ${seconds.toFixed(2).padStart(5)} s, after "${lastStep}"`;
  const outcome = ranking === undefined ? `DOES NOT ANSWER: ${complaint}` : `ANSWERS OTHERWISE: ${ranking}`;
  return `${moment.padEnd(90)} ${isSame ? 'answers' : outcome}`;
}
