import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Verdict } from '../running/verdict.ts';

const mostMegabytes = 200;

/** What CREATE MODEL on 1 M x 14 with MAX_CELLS raised adds to the memory of the process, at its peak. */
export async function measureMemory(): Promise<Verdict[]> {
  const script = fileURLToPath(new URL('./memory-run.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script]);
  const { before, peak }: { before: number; peak: number } = JSON.parse(stdout);
  console.log(`Memory of the process: ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at the training's peak`);
  const measure = 'memory that training on 1000000 x 14 adds';
  return [{ measure, figure: peak - before, goal: mostMegabytes, unit: ' MB', atLeast: false }];
}
