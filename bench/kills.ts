import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { killAndStart, killMoments, type Survived, startUndisturbed } from './kills/kill-and-start.ts';

/** One line for the list of benches. */
export const description = 'whether the next start works after kill -9 at seeded moments of a start';

interface KillOptions {
  readonly moments: number;
  readonly seed: number;
}

/** Kills starts, each on a state of its own, and starts again; true when every next start answers as an undisturbed one. */
export async function run(args: readonly string[]): Promise<boolean> {
  const { moments, seed } = readOptions(args);
  const folder = await mkdtemp(join(tmpdir(), 'recourse-kills-'));
  try {
    const undisturbed = await startUndisturbed(join(folder, 'undisturbed'));
    console.log(`An undisturbed start takes ${undisturbed.seconds.toFixed(1)} s.`);
    const survived: boolean[] = [];
    for (const [index, seconds] of killMoments(moments, seed, undisturbed.seconds).entries()) {
      const result = await killAndStart(join(folder, String(index)), seconds);
      const isSame = result.ranking === undisturbed.ranking;
      console.log(describe(result, isSame));
      survived.push(isSame);
    }
    const count = survived.filter(Boolean).length;
    console.log(
      `${count === moments ? 'reached' : 'MISSED '}  the next start answers the same after ${count} of ${moments} kills`,
    );
    return count === moments;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function describe({ seconds, lastStep, ranking, complaint }: Survived, isSame: boolean): string {
  const moment = `killed at ${seconds.toFixed(2).padStart(5)} s, after "${lastStep}"`;
  const outcome = ranking === undefined ? `DOES NOT ANSWER: ${complaint}` : `ANSWERS OTHERWISE: ${ranking}`;
  return `${moment.padEnd(90)} ${isSame ? 'answers' : outcome}`;
}

function readOptions(args: readonly string[]): KillOptions {
  return new Command('npm run bench -- kills')
    .description(description)
    .option('--moments <n>', 'starts to kill', wholeNumber, 20)
    .option('--seed <s>', 'seed of the moments', wholeNumber, 1)
    .parse([...args], { from: 'user' })
    .opts<KillOptions>();
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}
