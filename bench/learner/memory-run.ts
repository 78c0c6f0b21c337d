import { readFileSync, writeFileSync } from 'node:fs';
import { featureList, openWarehouse } from './warehouse.ts';

// A process of its own, since memory that earlier work has left would hide what training adds.
const warehouse = await openWarehouse();
// Reading all of the table brings it into DuckDB's cache, which is no part of the training.
await warehouse.run(`SELECT ${featureList.replaceAll(/x\d+/g, 'SUM($&)')} FROM cases`);
const before = statusOf('VmRSS');
// From here on the kernel counts the peak anew, https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html.
writeFileSync('/proc/self/clear_refs', '5');
await warehouse.train('score', 'cases', 10);
console.log(JSON.stringify({ before, peak: statusOf('VmHWM') }));
await warehouse.discard();

/** In MB. */
function statusOf(name: string): number {
  const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
