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
  /** How much later than its deadline an answer may come: what the machine is busy with counts ten times here, too. */
  readonly toleranceMs: number;
}

/** What the resolver gives an answer. */
const budgetMs = 25_000;
/** The faults begin anew after so many requests: the workgroup has fallen asleep again. */
const roundLength = 250;
/** Of a request after the end of the faults. */
const recoveryMs = 2_000;
/** The serving user's statement_timeout ends what was not cancelled; a second more for what that takes. */
const timeoutMs = 27_000;

/** Has the cloud answer the questions over and over while the faults strike, and again when they are over. */
export async function rehearsePlan(
  cloud: LocalCloud,
  { name, faults, mayBe, timeScale = 1 }: Plan,
  known: readonly Known[],
  { requests, seed, callers, toleranceMs }: Rehearsing,
): Promise<FaultReport> {
  const ask = await openCaller(cloud);
  const findings: string[] = [];
  const outcomes: Record<string, number> = {};
  const struck: Record<string, number> = {};
  let slowestMs = 0;

  async function askOne(number: number): Promise<void> {
    const { question, right } = known[number % known.length] as Known;
    const begun = performance.now();
    const answer = await ask(question).catch((error: Error) => error);
    const ms = Math.round(performance.now() - begun);
    slowestMs = Math.max(slowestMs, ms);
    const outcome = outcomeOf(answer);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const fault = answer instanceof Error ? `no reply: ${answer.message}` : faultOf(answer, right, mayBe);
    if (fault) findings.push(`request ${number}: ${fault}`);
    if (ms > budgetMs + toleranceMs) findings.push(`request ${number}: ${outcome} after ${ms} ms`);
  }

  for (let first = 0; first < requests; first += roundLength) {
    cloud.faults.put({ faults, timeScale, seed: seed + first });
    await inParallel(callers, first, Math.min(requests, first + roundLength), askOne);
    count(struck, cloud.faults.read().struck);
  }
  cloud.faults.put({ faults: '' });
  const ended = performance.now();
  await sleep(recoveryMs);
  findings.push(...(await findUnrecovered(ask, known, callers)));
  while (cloud.faults.read().running > 0 && performance.now() - ended < timeoutMs) await sleep(100);
  const { running } = cloud.faults.read();
  if (running > 0) findings.push(`${running} statements still run`);
  if (Object.keys(struck).length === 0 && faults !== 'warm') findings.push('no fault has struck');
  return { name, requests, struck, outcomes, slowestMs, findings };
}

/** As many at once as there are instances: each of them must have recovered. */
async function findUnrecovered(ask: Ask, known: readonly Known[], callers: number): Promise<string[]> {
  const faults = await Promise.all(
    Array.from({ length: callers }, async (_, number) => {
      const { question, right } = known[number % known.length] as Known;
      return faultOf(await ask(question), right, []);
    }),
  );
  return faults.flatMap((fault) => (fault ? [`2 s after the faults: ${fault}`] : []));
}

function outcomeOf(answer: Answer | Error): string {
  if (answer instanceof Error) return answer.name;
  const types = new Set(answer.errors?.map(({ errorType }) => errorType ?? 'no type'));
  return types.size > 0 ? [...types].sort().join(' and ') : 'answered';
}

function count(total: Record<string, number>, more: Readonly<Partial<Record<string, number>>>): void {
  for (const [name, times = 0] of Object.entries(more)) total[name] = (total[name] ?? 0) + times;
}
