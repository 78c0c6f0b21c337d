import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { inParallel } from './running/in-parallel.ts';
import type { OpenedCloud } from './running/open-cloud.ts';
import { readCount } from './running/read-count.ts';
import { tellGoal } from './running/tell-goal.ts';

/** One line for the list of benches. */
export const description =
  'whether many requests in a row are all answered, fill no heap, and leave nothing of borrowers in the log';

const mostGrowthBytes = 5_000_000;

interface SoakOptions {
  readonly requests: number;
  readonly firstLook: number;
  readonly connections: number;
}

/** Asks again and again, a borrower of their own each time; true when all is as it should be. */
export async function run(args: readonly string[]): Promise<boolean> {
  const options = new Command('npm run bench -- soak')
    .description(description)
    .option('--requests <n>', 'how many', readCount, 50_000)
    .option('--first-look <n>', 'after how many the heap is looked at first', readCount, 10_000)
    .option('--connections <n>', 'requests at a time', readCount, 8)
    .parse([...args], { from: 'user' })
    .opts<SoakOptions>();
  // Loads the local cloud and the CDK, which the list of benches does without.
  const { openCloud } = await import('./running/open-cloud.ts');
  const cloud = await openCloud();
  try {
    const early = await soak(cloud, options, 0, options.firstLook);
    const late = await soak(cloud, options, options.firstLook, options.requests);
    return [
      judgeAnswers(early.lost + late.lost, options.requests),
      judgeHeap(late.heapBytes - early.heapBytes, options),
      await judgeLog(cloud),
    ].every(Boolean);
  } finally {
    await cloud.close();
  }
}

interface Soaked {
  readonly lost: number;
  readonly heapBytes: number;
}

/** Sends the requests from one number up to another, so many at a time. */
async function soak(cloud: OpenedCloud, { connections }: SoakOptions, from: number, to: number): Promise<Soaked> {
  const { askForBorrower } = await import('./soak/ask-for-borrower.ts');
  const begun = performance.now();
  let lost = 0;
  await inParallel(connections, from, to, async (number) => {
    if (!(await askForBorrower(cloud, number))) lost += 1;
  });
  const perSecond = (to - from) / ((performance.now() - begun) / 1000);
  console.log(`Requests ${from + 1} to ${to}: ${perSecond.toFixed(0)} a second.`);
  return { lost, heapBytes: await cloud.heapBytes() };
}

function judgeAnswers(lost: number, requests: number): boolean {
  return tellGoal(lost === 0, `${requests - lost} of ${requests} requests have their right answer`);
}

function judgeHeap(growth: number, { firstLook, requests }: SoakOptions): boolean {
  const grown = `grown by ${(growth / 1e6).toFixed(2)} of at most ${(mostGrowthBytes / 1e6).toFixed(2)} MB`;
  return tellGoal(growth < mostGrowthBytes, `the heap from request ${firstLook} to ${requests}: ${grown}`);
}

async function judgeLog({ logFile, token }: OpenedCloud): Promise<boolean> {
  const { tellsOfBorrower } = await import('./soak/borrowers.ts');
  let lines = 0;
  const told: string[] = [];
  for await (const line of createInterface({ input: createReadStream(logFile) })) {
    lines += 1;
    const what = line.includes(token) ? 'the token' : tellsOfBorrower(line);
    if (what !== undefined) told.push(`${what} in: ${line.slice(0, 200)}`);
  }
  for (const line of told.slice(0, 5)) console.log(line);
  return tellGoal(
    lines > 0 && told.length === 0,
    `${told.length} of ${lines} lines of the log tell of a borrower or the token`,
  );
}
