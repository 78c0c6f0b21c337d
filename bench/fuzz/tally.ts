/** How something sent ended. */
export interface Ended<Kind extends string> {
  readonly kind: Kind;
  readonly message: string;
  readonly ms: number;
}

/** Something sent that did what none may do. */
export interface Finding {
  /** With the run's seed it makes the same again. */
  readonly number: number;
  readonly text: string;
  readonly user: string;
  readonly kind: string;
  readonly message: string;
}

/** What became of all that a run sent. */
export interface FuzzReport<Kind extends string = string> {
  readonly sent: number;
  /** How many ended how. */
  readonly outcomes: Readonly<Partial<Record<Kind, number>>>;
  readonly findings: readonly Finding[];
  /** Slowest first. */
  readonly slowest: ReadonlyArray<{ readonly text: string; readonly ms: number }>;
}

/** Counts what a run sends and finds. */
export interface Tally<Kind extends string> {
  count(text: string, ended: Ended<Kind>): void;
  find(finding: Finding): void;
  report(): FuzzReport<Kind>;
}

const shownSlowest = 5;

/** Begins to count. */
export function createTally<Kind extends string>(): Tally<Kind> {
  const outcomes: Partial<Record<Kind, number>> = {};
  const findings: Finding[] = [];
  let slowest: { text: string; ms: number }[] = [];
  let sent = 0;
  return {
    count(text, { kind, ms }) {
      sent += 1;
      outcomes[kind] = (outcomes[kind] ?? 0) + 1;
      slowest = [...slowest, { text, ms }].sort((a, b) => b.ms - a.ms).slice(0, shownSlowest);
    },
    find: (finding) => findings.push(finding),
    report: () => ({ sent, outcomes, findings, slowest }),
  };
}
