/**
 * Stands for a bad day of the Data API and its workgroup: latency, a workgroup that wakes, quotas, and what breaks.
 * Leaves out slow queues, node failures and half-written replies; all of it is off until it is put on.
 */
import { setTimeout as timer } from 'node:timers/promises';
import type { HttpHandler } from '../../http.ts';
import type { Engine, Statement } from '../../redshift/engine.ts';
import { seededRandom } from '../../redshift-ml/learner/random.ts';
import { type BadDay, beginBadDay } from './bad-day.ts';
import { printFaultPlan, readFaultPlan } from './fault-plan.ts';
import { faultsApi } from './faults-api.ts';
import { withRequestFaults } from './request-faults.ts';
import { type Sleep, withStatementFaults } from './statement-faults.ts';

/** Where the faults are read and put on: GET and PUT. */
export const faultsPath = '/_faults';

/** Which faults are on. */
export interface FaultSettings {
  /** As `readFaultPlan` reads it; empty when none are on. */
  readonly faults: string;
  /** What every time is multiplied by, above 0 and up to 100. @default 1 */
  readonly timeScale?: number;
  /** Decides whom the faults strike. @default 1 */
  readonly seed?: number;
}

/** The faults of one Data API. */
export interface Faults {
  /** Puts on these and no others, from their beginning. Throws Error naming what it cannot read. */
  put(settings: FaultSettings): void;
  /** What is on, what has struck since it was put on, and how much is still under way. */
  read(): Required<FaultSettings> & {
    readonly struck: BadDay['struck'];
    /** Statements under way at this moment. */
    readonly running: number;
  };
  ofEngine(engine: Engine): Engine;
  ofDataApi(handler: HttpHandler): HttpHandler;
  /** Answers GET and PUT of `faultsPath`, to callers on this machine. */
  readonly control: HttpHandler;
}

/** Makes faults that are all off; time is injectable for tests. */
export function createFaults(
  clock: () => number = () => performance.now(),
  sleep: Sleep = (ms, signal) => timer(ms, undefined, { signal }),
): Faults {
  let settings: Required<FaultSettings> = { faults: '', timeScale: 1, seed: 1 };
  let today: BadDay | undefined;
  let running = 0;
  const badDay = () => today;
  const faults: Omit<Faults, 'control'> = {
    put({ faults: list, timeScale = 1, seed = 1 }) {
      const plan = readFaultPlan(list);
      if (!(timeScale > 0 && timeScale <= 100)) throw new Error('timeScale must be above 0 and at most 100');
      today = plan.size > 0 ? beginBadDay({ plan, timeScale, clock, random: seededRandom(seed) }) : undefined;
      settings = { faults: printFaultPlan(plan), timeScale, seed };
    },
    read: () => ({ ...settings, struck: { ...today?.struck }, running }),
    ofEngine(engine) {
      const struck = withStatementFaults(engine, badDay, sleep);
      const execute = (statement: Statement) => {
        running += 1;
        return struck.execute(statement).finally(() => {
          running -= 1;
        });
      };
      return { ...struck, execute };
    },
    ofDataApi: (handler) => withRequestFaults(handler, badDay, sleep),
  };
  return { ...faults, control: faultsApi(faults) };
}
