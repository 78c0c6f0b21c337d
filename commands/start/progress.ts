import { Listr, ListrLogger, type ListrTask, PRESET_TIMER, ProcessOutput } from 'listr2';

/** Tells how far a step is: a fraction, 0 to 1. */
export type Report = (fraction: number) => void;

const isTerminal = process.stderr.isTTY === true;
const barLength = 30;

/** Takes steps one after another, each a line with its time on standard error; standard output is kept for the answer. */
export async function runTasks<Context>(tasks: readonly ListrTask<Context>[], context: Context): Promise<void> {
  const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
  await new Listr<Context>(tasks.map(withPlainLine), {
    ctx: context,
    registerSignalListeners: false,
    silentRendererCondition: () => !isTerminal,
    rendererOptions: { timer: PRESET_TIMER, logger },
  }).run();
}

/** Where there is no terminal to draw on, a step is one plain line at its end. */
function withPlainLine<Context>(task: ListrTask<Context>): ListrTask<Context> {
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
