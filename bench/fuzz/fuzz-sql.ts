import { adminUser } from '../running/serve-warehouse.ts';
import { type Chance, seededChance } from './chance.ts';
import { breakOut } from './escapes.ts';
import { garbage } from './garbage.ts';
import { shorten } from './shorten.ts';
import { statement } from './statements.ts';
import { createTally, type Finding, type FuzzReport, type Tally } from './tally.ts';
import { type Outcome, openTarget, type Target } from './target.ts';
import { validStatement } from './valid-statements.ts';
import { playerUser } from './world.ts';

/** What became of the statements of a run. */
export interface SqlFuzzReport extends FuzzReport<Outcome['kind']> {
  readonly overHttp: number;
}

/** What a run is made of. */
export interface FuzzOptions {
  readonly statements: number;
  readonly seed: number;
  /** Told of each finding at once. */
  readonly onFinding?: (finding: Finding) => void;
}

/** The Data API takes no longer statement. */
const maxBytes = 100 * 1024;
/** The shares of a run. */
const garbageShare = 0.25;
const escapeShare = 0.15;
const httpShare = 0.2;
const adminShare = 0.15;
const checkEvery = 100;
/** From here to the next check they go to one session, where transactions and temporary tables last. */
const sessionFrom = 60;

/** Sends seeded random statements to a real server, as a user of few rights and then as the admin. */
export async function fuzzSql(options: FuzzOptions): Promise<SqlFuzzReport> {
  const tally = createTally<Outcome['kind']>();
  const byAdmin = Math.floor(options.statements * adminShare);
  const parties = [
    { user: playerUser, from: 0, to: options.statements - byAdmin },
    { user: adminUser, from: options.statements - byAdmin, to: options.statements },
  ];
  let overHttp = 0;
  for (const { user, from, to } of parties) overHttp += await fuzzAs(user, from, to, options, tally);
  return { ...tally.report(), overHttp };
}

/** Gives how many statements went over HTTP. */
async function fuzzAs(
  user: string,
  from: number,
  to: number,
  options: FuzzOptions,
  tally: Tally<Outcome['kind']>,
): Promise<number> {
  let target = await openTarget();
  let overHttp = 0;
  const tell = (finding: Finding) => {
    tally.find(finding);
    options.onFinding?.(finding);
  };
  try {
    for (let number = from; number < to; number += 1) {
      const isInSession = number % checkEvery >= sessionFrom;
      const { sql, isHttpTurn } = makeStatement(options.seed, number);
      const isOverHttp = isHttpTurn && user === playerUser && !isInSession;
      const outcome = await (isOverHttp ? target.executeOverHttp(sql) : target.execute(sql, user, isInSession));
      tally.count(sql, outcome);
      if (isOverHttp) overHttp += 1;
      if (isFault(outcome)) {
        const shorter = await shortenFault(target, sql, user, outcome);
        tell({ number, text: shorter, user, kind: outcome.kind, message: outcome.message });
        target = await replace(target);
      } else if (number % checkEvery === checkEvery - 1 || number === to - 1) {
        const breaches = await target.check(user);
        for (const message of breaches) {
          tell({ number, text: `one of the ${checkEvery} statements up to this`, user, kind: 'breach', message });
        }
        if (breaches.length > 0) target = await replace(target);
      }
    }
    return overHttp;
  } finally {
    await target.close();
  }
}

/** The statement of a number; the same for the same seed. */
function makeStatement(seed: number, number: number): { sql: string; isHttpTurn: boolean } {
  const chance = seededChance(seed * 1_000_003 + number);
  const isHttpTurn = chance.is(httpShare);
  // Half of a UTF-16 pair cannot be sent.
  return { sql: Buffer.from(makeText(chance)).subarray(0, maxBytes).toString(), isHttpTurn };
}

function makeText(chance: Chance): string {
  const kind = chance.random();
  if (kind < escapeShare) return breakOut(chance);
  const text = chance.is(0.5) ? validStatement(chance) : statement(chance);
  return kind < escapeShare + garbageShare ? garbage(chance, text) : text;
}

function isFault({ kind }: Outcome): boolean {
  return kind !== 'finished' && kind !== 'refused' && kind !== 'cancelled';
}

async function replace(target: Target): Promise<Target> {
  await target.close();
  return openTarget();
}

/** A statement that brought down the server is shown as it is: each try would cost a server. */
async function shortenFault(target: Target, sql: string, user: string, { kind }: Outcome): Promise<string> {
  if (kind !== 'fault' && kind !== 'leak') return sql;
  return shorten(sql, async (shorter) => (await target.execute(shorter, user)).kind === kind);
}
