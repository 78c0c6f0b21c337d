import { setTimeout as sleep } from 'node:timers/promises';
import type { CustomerInput } from '../../graphql/generated/types.ts';
import type { Policy } from './policies/policy.ts';

/** What became of requests. */
export interface Load {
  /** Milliseconds of each request that was answered, ascending. */
  readonly latencies: readonly number[];
  /** What the others failed with. */
  readonly errors: readonly string[];
  /** Answers per second, to the last one; where policies take turns, had all callers asked by this one all the time. */
  readonly perSecond: number;
}

/** Gives as many customers as a request asks about. */
export type Draw = (count: number) => CustomerInput[];

/** Callers who ask again as soon as they have an answer, until the time is up; the policies take turns. */
export async function loadInTurns<Key extends string>(
  policies: Readonly<Record<Key, Policy>>,
  { callers, seconds, draw }: { readonly callers: number; readonly seconds: number; readonly draw: Draw },
): Promise<Record<Key, Load>> {
  const records = Object.entries<Policy>(policies).map(([key, policy]) => ({ key, policy, record: startRecord() }));
  const end = performance.now() + 1_000 * seconds;
  const call = async () => {
    while (performance.now() < end) {
      for (const { policy, record } of records) await record.add(policy.rank(draw(policy.batch)));
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  const loads = records.map(({ key, record }) => [key, record.load((busySeconds) => busySeconds / callers)]);
  return Object.fromEntries(loads) as Record<Key, Load>;
}

/** Requests that come at an even rate, whether those before are answered or not, until the time is up. */
export async function loadAtRate(
  policy: Policy,
  { perSecond, seconds, draw }: { readonly perSecond: number; readonly seconds: number; readonly draw: Draw },
): Promise<Load> {
  const record = startRecord();
  const begun = performance.now();
  const requests: Promise<void>[] = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const due = begun + (1_000 * n) / perSecond;
    // A timer cuts off fractions, and would ring early.
    await sleep(Math.max(0, Math.ceil(due - performance.now())));
    requests.push(record.add(policy.rank(draw(policy.batch)), due));
  }
  await Promise.all(requests);
  return record.load(() => (performance.now() - begun) / 1_000);
}

/** Nearest-rank quantile of ascending values, NaN of none. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? Number.NaN;
}

function startRecord() {
  const latencies: number[] = [];
  const errors: string[] = [];
  let busyMs = 0;
  return {
    /** Awaits an answer; its time counts from when the request was due. */
    async add(answer: Promise<void>, due = performance.now()): Promise<void> {
      try {
        await answer;
        latencies.push(performance.now() - due);
      } catch (error) {
        errors.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      }
      busyMs += performance.now() - due;
    },
    /** `secondsOf` gives how long the load lasted, of what all requests together took. */
    load: (secondsOf: (busySeconds: number) => number): Load => ({
      latencies: latencies.toSorted((a, b) => a - b),
      errors,
      perSecond: latencies.length / secondsOf(busyMs / 1_000),
    }),
  };
}
