import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { type Ended, newFolder, start } from '../start-command.ts';

/** What a first start printed, and a copy of the state that it left. */
export interface FirstStart {
  readonly ended: Ended;
  readonly state: string;
}

/** Gives each caller its own copy of what one small `npm start -- --once --json` of the run left in a new folder. */
export async function firstStart(): Promise<FirstStart> {
  const folder = join(inject('sharedFolder'), 'first-start');
  const report = join(folder, 'ended.json');
  if (isMine(folder)) {
    writeFileSync(`${report}.new`, JSON.stringify(await start(join(folder, 'state'), '--once', '--json')));
    renameSync(`${report}.new`, report);
  }
  // Another worker may be the one that makes it.
  while (!existsSync(report)) await sleep(50);
  const state = join(newFolder(), 'state');
  cpSync(join(folder, 'state'), state, { recursive: true });
  return { ended: JSON.parse(readFileSync(report, 'utf8')), state };
}

/** True for the first who asks. */
function isMine(folder: string): boolean {
  return mkdirSync(folder, { recursive: true }) !== undefined;
}
