/** Faults to rehearse together. */
export interface Plan {
  readonly name: string;
  /** As `readFaultPlan` reads them. */
  readonly faults: string;
  /** Types of the errors that they may lead to. */
  readonly mayBe: readonly string[];
  /** What the times of the faults are multiplied by. @default 1 */
  readonly timeScale?: number;
}

const timedOut = 'PredictionTimedOut';
const unavailable = 'WarehouseUnavailable';
const failed = 'InternalFailure';
const throttled = 'Throttled';
const any = [failed, timedOut, unavailable, throttled];

const byChance = 'fail=0.3,abort=0.3,hang=0.3,drop=0.3,error=0.3';

/** Every fault alone, those that strike by chance always and now and then, and with the others. */
export const plans: readonly Plan[] = [
  { name: 'warm', faults: 'warm', mayBe: [] },
  { name: 'waking', faults: 'waking', mayBe: [] },
  // A twentieth of the account's quotas, as if others used the rest: a laptop does not reach the whole.
  { name: 'quotas', faults: 'quotas', mayBe: [throttled], timeScale: 20 },
  ...[
    { faults: 'fail', mayBe: [failed] },
    { faults: 'abort', mayBe: [failed] },
    { faults: 'hang', mayBe: [timedOut] },
    { faults: 'drop', mayBe: [unavailable, timedOut] },
    { faults: 'error', mayBe: [unavailable, timedOut] },
  ].flatMap(({ faults, mayBe }): Plan[] => [
    { name: faults, faults, mayBe },
    { name: `${faults} 30 %`, faults: `${faults}=0.3`, mayBe },
  ]),
  { name: 'all, 30 %', faults: `warm,waking,quotas,${byChance}`, mayBe: any },
  // Callers so few never reach the quotas above; at a scale at which they do, a workgroup would take four minutes to wake.
  {
    name: 'quotas, 30 %',
    faults: `quotas,${byChance}`,
    mayBe: any,
    timeScale: 20,
  },
];
