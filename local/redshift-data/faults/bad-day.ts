import type { FaultName, FaultPlan, Strike } from './fault-plan.ts';
import { createRequestQuotas } from './request-quotas.ts';

/** How the faults that are on behave, from the moment on when they were put on. */
export interface BadDay {
  /** What struck, and how often. */
  readonly struck: Readonly<Partial<Record<FaultName, number>>>;
  /** Whether a fault strikes this time; if so, it is counted. */
  strikes(name: FaultName): boolean;
  /** Milliseconds that an API call takes longer. */
  requestDelayMs(): number;
  /** Milliseconds that a statement which begins now takes longer. */
  statementDelayMs(): number;
  /** Whether a request is within its operation's quota. */
  admits(operation: string): boolean;
}

/** What a bad day is made of. */
export interface BadDayOptions {
  readonly plan: FaultPlan;
  /** 0.1 makes every time a tenth, and so ten times as many requests fit into a second. */
  readonly timeScale: number;
  /** Milliseconds. */
  readonly clock: () => number;
  /** Numbers in [0, 1). */
  readonly random: () => number;
}

const warmStatementMs = 400;
const warmSpread = 0.2;
const warmRequestMs = 15;
const wakingMs = 12_000;
/** AWS tells neither when a workgroup falls asleep nor how long it takes to wake: ten minutes are ours. */
const idleMs = 600_000;

/** Begins a bad day: the workgroup is asleep, the quotas are unused. */
export function beginBadDay({ plan, timeScale, clock, random }: BadDayOptions): BadDay {
  const now = () => clock() / timeScale;
  const isOn = (name: FaultName) => plan.has(name);
  const isWithinQuota = createRequestQuotas(now);
  const untilAwakeMs = createSleeper(now);
  const left = new Map([...plan].flatMap(([name, strike]) => ('times' in strike ? [[name, strike.times]] : [])));
  const struck: Partial<Record<FaultName, number>> = {};
  const count = (name: FaultName) => {
    struck[name] = (struck[name] ?? 0) + 1;
  };
  const isDue = (name: FaultName, strike: Strike) => {
    if ('share' in strike) return random() < strike.share;
    const times = left.get(name) ?? 0;
    left.set(name, times - 1);
    return times > 0;
  };
  return {
    struck,
    strikes(name) {
      const strike = plan.get(name);
      if (!strike || !isDue(name, strike)) return false;
      count(name);
      return true;
    },
    requestDelayMs: () => (isOn('warm') ? warmRequestMs * timeScale : 0),
    statementDelayMs() {
      const warm = isOn('warm') ? warmStatementMs * (1 + warmSpread * (2 * random() - 1)) : 0;
      const waking = isOn('waking') ? untilAwakeMs() : 0;
      if (waking > 0) count('waking');
      return (warm + waking) * timeScale;
    },
    admits(operation) {
      if (!isOn('quotas') || isWithinQuota(operation)) return true;
      count('quotas');
      return false;
    },
  };
}

/** A workgroup that sleeps when idle: tells how long a statement waits for it to be awake. */
function createSleeper(now: () => number): () => number {
  let awakeAt = 0;
  let usedUntil = Number.NEGATIVE_INFINITY;
  return () => {
    const at = now();
    if (at - usedUntil >= idleMs) awakeAt = at + wakingMs;
    usedUntil = Math.max(at, awakeAt);
    return Math.max(0, awakeAt - at);
  };
}
