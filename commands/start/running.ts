import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedStateError } from '../../local/damaged-state.ts';
import type { LocalCloud } from '../../local/stack.ts';

/** What a running installation tells the commands that act on it. */
export interface Running {
  readonly url: string;
  readonly region: string;
  readonly stackName: string;
  /** Of the stack. */
  readonly outputs: LocalCloud['template']['outputs'];
  /** The administrator's. */
  readonly credentials: LocalCloud['operator']['credentials'];
  readonly userPoolId: string;
  /** The app client that people sign in by; missing where the API admits none without a secret. */
  readonly userPoolClientId?: string;
  /** The demo user's. */
  readonly username: string;
  readonly password: string;
  readonly processId: number;
}

/** Tells others on this machine, who may read the folder, where a cloud answers. */
export function announceCloud(folder: string, cloud: LocalCloud): void {
  const { url, template, operator, userPoolId, userPoolClientId, demo } = cloud;
  const running: Running = {
    url,
    region: operator.region,
    stackName: template.stackName,
    outputs: template.outputs,
    credentials: operator.credentials,
    userPoolId,
    ...(userPoolClientId !== undefined && { userPoolClientId }),
    ...demo,
    processId: process.pid,
  };
  writeFileSync(runningFile(folder), JSON.stringify(running), { mode: 0o600 });
}

/** Takes the announcement back. */
export function retract(folder: string): void {
  rmSync(runningFile(folder), { force: true });
}

/** Where the installation in this folder answers; undefined when none does. Throws DamagedStateError. */
export function findRunning(folder: string): Running | undefined {
  const file = runningFile(folder);
  if (!existsSync(file)) return undefined;
  const running = readRunning(file);
  return isAlive(running.processId) ? running : undefined;
}

function readRunning(file: string): Running {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Running;
  } catch (cause) {
    throw new DamagedStateError(`${file} is damaged; end what runs from its folder and start it again`, { cause });
  }
}

/** A process that was killed could not take its announcement back. */
function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // Another user's process may not be signalled, but it lives.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const runningFile = (folder: string) => join(folder, 'running.json');
