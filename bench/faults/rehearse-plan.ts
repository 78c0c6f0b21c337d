import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalCloud } from '../../local/stack.ts';
import { inParallel } from '../running/in-parallel.ts';
import { type Answer, faultOf } from './judge.ts';
import type { Known } from './known.ts';
import { type Ask, openCaller } from './open-caller.ts';
import type { Plan } from './plans.ts';

/** How a cloud bore the faults of a plan. */
export interface FaultReport {
  /** Of the plan. */
  readonly name: string;
  readonly requests: number;
  /** How often each fault struck. */
  readonly struck: Readonly<Record<string, number>>;
  /** Requests by what became of them: `answered`, or the types of their errors. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Milliseconds that the slowest answer took. */
  readonly slowestMs: number;
  /** What should not have happened. */
  readonly findings: readonly string[];
}

/** How a plan is rehearsed. */
export interface Rehearsing {
  readonly requests: number;
  readonly seed: number;
  /** How many ask at a time, and how many instances answer. */
  readonly callers: number;
  /** How much later than its deadline an answer may come: what the machine is busy with is hurried, too. */
  readonly toleranceMs: number;
}

/** What the resolver gives an answer. */
const budgetMs = 25_000;
/** The faults begin anew after so many requests: the workgroup has fallen asleep again. */
const roundLength = 250;
/** Callers who begin together would time out together, and all of them are a lot of work at once. */
const apartMs = 150;
/** The last requests have got so far when the faults end. */
const underWayMs = 500;
/** A request this long after the faults' end is to succeed. */
const recoveryMs = 2_000;
/** The serving user's statement_timeout ends what was not cancelled; a second more for what that takes. */
const timeoutMs = 27_000;

/** Has the cloud answer the questions over and over while the faults strike, and again when they have ended. */
export async function rehearsePlan(
  cloud: LocalCloud,
  plan: Plan,
  known: readonly Known[],
  { requests, seed, callers, toleranceMs }: Rehearsing,
): Promise<FaultReport> {
  const { name, faults, timeScale = 1, mayBe } = plan;
  const ask = await openCaller(cloud);
  const record = startRecord(ask, known, { mayBe, latestMs: budgetMs + toleranceMs });
  const struck: Record<string, number> = {};
  // With the others free, the API can show that it has recovered.
  const stragglers = Math.min(callers, requests) >> 1;
  for (let first = 0; first < requests - stragglers; first += roundLength) {
    cloud.faults.put({ faults, timeScale, seed: seed + first });
    await inParallel(callers, first, Math.min(requests - stragglers, first + roundLength), async (number) => {
      if (number - first < callers) await sleep((number - first) * apartMs);
      await record.ask(number);
    });
    count(struck, cloud.faults.read().struck);
  }
  const late = inParallel(stragglers, requests - stragglers, requests, record.ask);
  await sleep(underWayMs);
  cloud.faults.put({ faults: '' });
  await sleep(recoveryMs);
  const recovered = startRecord(ask, known, { mayBe: [], latestMs: budgetMs });
  await inParallel(callers - stragglers, 0, callers - stragglers, recovered.ask);
  await late;
  const findings = [...record.findings, ...recovered.findings.map((finding) => `2 s after the faults: ${finding}`)];
  findings.push(...(await findRunning(cloud)));
  if (Object.keys(struck).length === 0 && faults !== 'warm') findings.push('no fault has struck');
  const { outcomes, slowestMs } = record;
  return { name, requests, struck, outcomes, slowestMs: slowestMs(), findings };
}

/** Asks questions by their number, and notes what becomes of them. */
function startRecord(
  ask: Ask,
  known: readonly Known[],
  { mayBe, latestMs }: { readonly mayBe: readonly string[]; readonly latestMs: number },
) {
  const findings: string[] = [];
  const outcomes: Record<string, number> = {};
  let slowestMs = 0;
  return {
    findings,
    outcomes,
    slowestMs: () => slowestMs,
    async ask(number: number): Promise<void> {
      const { question, right } = known[number % known.length] as Known;
      const begun = performance.now();
      const answer = await ask(question).catch((error: Error) => error);
      const ms = Math.round(performance.now() - begun);
      slowestMs = Math.max(slowestMs, ms);
      const outcome = outcomeOf(answer);
      count(outcomes, { [outcome]: 1 });
      const fault = answer instanceof Error ? `no reply: ${answer.message}` : faultOf(answer, right, mayBe);
      if (fault) findings.push(`request ${number}: ${fault}`);
      if (ms > latestMs) findings.push(`request ${number}: ${outcome} after ${ms} ms`);
    },
  };
}

/** Waits for the statements that nobody waits for any more. */
async function findRunning({ faults }: LocalCloud): Promise<string[]> {
  const begun = performance.now();
  while (faults.read().running > 0 && performance.now() - begun < timeoutMs) await sleep(100);
  const { running } = faults.read();
  return running > 0 ? [`${running} statements still run`] : [];
}

function outcomeOf(answer: Answer | Error): string {
  if (answer instanceof Error) return answer.name;
  const types = new Set(answer.errors?.map(({ errorType }) => errorType ?? 'no type'));
  return types.size > 0 ? [...types].sort().join(' and ') : 'answered';
}

function count(total: Record<string, number>, more: Readonly<Partial<Record<string, number>>>): void {
  for (const [name, times = 0] of Object.entries(more)) total[name] = (total[name] ?? 0) + times;
}
