import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findDamage, findOrphans } from './find-damage.ts';
import { killMoments } from './kill-moments.ts';
import { startWarehouse, type Warehouse } from './warehouse.ts';
import { prepare, putObjects, type Told, work } from './work.ts';

/** What became of a round of work whose server was killed. */
export interface KilledRound {
  /** From the round's beginning. */
  readonly seconds: number;
  /** What the server was at. */
  readonly step: string;
  /** What was lost or half-done after the next start, in this round or an earlier one. */
  readonly damage: readonly string[];
}

interface Round {
  readonly number: number;
  readonly told: Told;
}

/** Works on one database, killing its server at seeded moments, and looks after each start at what is left. */
export async function* killWarehouse(folder: string, moments: number, seed: number): AsyncGenerator<KilledRound> {
  putObjects(join(folder, 'buckets'));
  let warehouse = await startWarehouse(folder);
  try {
    await prepare(warehouse);
    const undisturbed = begin(0);
    const startedAt = performance.now();
    await work(warehouse, undisturbed.number, undisturbed.told);
    const wholeSeconds = (performance.now() - startedAt) / 1000;
    const rounds = [undisturbed];
    for (const [index, seconds] of killMoments(moments, seed, wholeSeconds).entries()) {
      const round = begin(index + 1);
      rounds.push(round);
      await killDuring(warehouse, round, seconds);
      warehouse = await startWarehouse(folder);
      yield {
        seconds,
        step: round.told.step,
        damage: await findAllDamage(warehouse, rounds, join(folder, 'redshift')),
      };
    }
  } finally {
    await warehouse.kill();
  }
}

function begin(number: number): Round {
  const isDone = { isCopied: false, isModelCreated: false, isModelReady: false, isCounted: false, isBatchDone: false };
  return { number, told: { step: 'nothing', ...isDone } };
}

async function killDuring(warehouse: Warehouse, { number, told }: Round, seconds: number): Promise<void> {
  let isKilled = false;
  const working = work(warehouse, number, told).catch((error: unknown) => {
    if (!isKilled) throw error;
  });
  await sleep(seconds * 1000);
  isKilled = true;
  await warehouse.kill();
  await working;
}

async function findAllDamage(warehouse: Warehouse, rounds: readonly Round[], folder: string): Promise<string[]> {
  const damage: string[] = [];
  for (const { number, told } of rounds) {
    for (const line of await findDamage(warehouse, number, told)) damage.push(`round ${number}: ${line}`);
  }
  return [...damage, ...(await findOrphans(warehouse, folder))];
}
