/** A figure beside its goal. */
export interface Verdict {
  readonly measure: string;
  readonly figure: number;
  readonly goal: number;
  readonly unit: string;
  /** True for a figure that shall be large. */
  readonly atLeast: boolean;
}

/** True when the figure reaches its goal. */
export function isReached({ figure, goal, atLeast }: Verdict): boolean {
  return atLeast ? figure >= goal : figure <= goal;
}

/** One line of a report. */
export function formatVerdict(verdict: Verdict): string {
  const { measure, figure, goal, unit, atLeast } = verdict;
  const limit = `goal: at ${atLeast ? 'least' : 'most'} ${goal}${unit}`;
  return `${isReached(verdict) ? 'REACHED' : 'MISSED '} ${measure}: ${formatFigure(figure)}${unit} (${limit})`;
}

function formatFigure(figure: number): string {
  return Math.abs(figure) < 0.1 ? figure.toFixed(4) : figure.toFixed(2);
}
