import { forkScript } from '../running/fork-script.ts';
import type { FaultOptions } from './fault-process.ts';
import { plans } from './plans.ts';
import type { FaultReport } from './rehearse-plan.ts';

/**
 * Rehearses the plans in a process whose time passes so many times as fast; tells of each when it is over.
 *
 * @throws Error naming a plan that there is not, or telling how the process ended.
 */
export async function rehearseFaults(
  { speed, ...options }: FaultOptions & { readonly speed: number },
  tell: (report: FaultReport) => void,
): Promise<void> {
  const names = plans.map(({ name }) => name);
  const unknown = options.only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`There is no plan "${unknown}"; there are: ${names.join('; ')}`);
  const { child, died } = forkScript(new URL('./fault-process.ts', import.meta.url), {
    args: [JSON.stringify(options)],
    env: { FAST_CLOCK_SPEED: String(speed), FAST_CLOCK_SINCE: String(Date.now()) },
    preload: new URL('./fast-clock.ts', import.meta.url),
  });
  child.on('message', (report: FaultReport) => tell(report));
  const end = await died;
  if (child.exitCode !== 0) throw new Error(`The rehearsal ${end}`);
}
