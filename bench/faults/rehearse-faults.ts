import { forkScript } from '../running/fork-script.ts';
import type { FaultOptions } from './fault-process.ts';
import type { FaultReport } from './rehearse-plan.ts';

/** Rehearses the plans in a process whose time passes so many times as fast; tells of each when it is over. */
export async function rehearseFaults(
  { speed, ...options }: FaultOptions & { readonly speed: number },
  tell: (report: FaultReport) => void,
): Promise<void> {
  const { child, died } = forkScript(new URL('./fault-process.ts', import.meta.url), {
    args: [JSON.stringify(options)],
    env: { FAST_CLOCK_SPEED: String(speed), FAST_CLOCK_SINCE: String(Date.now()) },
    preload: new URL('./fast-clock.ts', import.meta.url),
  });
  child.on('message', (report: FaultReport) => tell(report));
  const end = await died;
  if (child.exitCode !== 0) throw new Error(`The rehearsal ${end}`);
}
