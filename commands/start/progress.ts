import type { ListrTask } from 'listr2';

/** Tells how far a step is: a fraction, 0 to 1. */
export type Report = (fraction: number) => void;

const isTerminal = process.stderr.isTTY === true;
const barLength = 30;

/** Where there is no terminal to draw on, a step is one plain line at its end. */
export function withPlainLine<Context>(task: ListrTask<Context>): ListrTask<Context> {
  if (isTerminal) return task;
  return {
    ...task,
    task: async (context, wrapper) => {
      const started = performance.now();
      await task.task(context, wrapper);
      console.error(`${wrapper.title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    },
  };
}

/** A report that draws a bar on a terminal, and elsewhere writes a line at each quarter. */
export function progressReport(task: { title: string; output: string }): Report {
  let quarters = 0;
  return (fraction) => {
    if (isTerminal) {
      const full = Math.round(barLength * fraction);
      task.output = `${'█'.repeat(full)}${'░'.repeat(barLength - full)} ${Math.floor(100 * fraction)} %`;
    } else if (Math.floor(4 * fraction) > quarters && fraction < 1) {
      quarters = Math.floor(4 * fraction);
      console.error(`${task.title}: ${25 * quarters} %`);
    }
  };
}
