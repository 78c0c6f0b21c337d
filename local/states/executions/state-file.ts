import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedStateError } from '../../damaged-state.ts';
import { replaceFile } from '../../replace-file.ts';
import type { Execution } from './execution.ts';

/** Where executions outlive the process. */
export interface StateFile {
  /** What an earlier process wrote. Throws DamagedStateError. */
  read(): readonly Execution[];
  /** Replaces the file, atomically and after what was asked before; resolves when these executions, or later ones, are in it. */
  write(executions: () => readonly Execution[]): Promise<void>;
}

const formatVersion = 1;

/** Keeps nothing. */
export const noStateFile: StateFile = { read: () => [], write: async () => {} };

/** Opens `<stateFolder>/states.json`, which need not exist. */
export function openStateFile(stateFolder: string, log: (line: string) => void): StateFile {
  const path = join(stateFolder, 'states.json');
  let writing = Promise.resolve();
  let next: Promise<void> | undefined;

  return {
    read: () => (existsSync(path) ? parse(path, readFileSync(path, 'utf8'), log) : []),
    write(executions) {
      // Everybody who asks while a write is under way shares the one that follows it.
      next ??= writing.then(async () => {
        next = undefined;
        mkdirSync(stateFolder, { recursive: true });
        await replaceFile(path, `${JSON.stringify({ formatVersion, executions: executions() }, null, 2)}\n`);
      });
      const written = next;
      // A failed write is its caller's to report; the next one starts all the same.
      writing = written.catch(() => undefined);
      return written;
    },
  };
}

function parse(path: string, text: string, log: (line: string) => void): readonly Execution[] {
  const state = parseJson(path, text);
  if (typeof state !== 'object' || state === null || !('formatVersion' in state)) {
    throw damaged(path, 'no formatVersion');
  }
  if (state.formatVersion !== formatVersion) {
    log(
      `states: ${path} has format ${state.formatVersion}, this is ${formatVersion}: earlier executions are forgotten`,
    );
    return [];
  }
  if (!('executions' in state) || !Array.isArray(state.executions) || !state.executions.every(isExecution)) {
    throw damaged(path, 'executions are missing');
  }
  return state.executions;
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(path, 'not JSON', cause);
  }
}

function damaged(path: string, reason: string, cause?: unknown): Error {
  return new DamagedStateError(`${path} is damaged (${reason})`, { cause });
}

const statuses: ReadonlySet<unknown> = new Set(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']);

function isExecution(value: unknown): value is Execution {
  if (typeof value !== 'object' || value === null) return false;
  const members = new Map(Object.entries(value));
  const isText = (name: string) => typeof members.get(name) === 'string';
  const isAbsentOr = (type: string) => (name: string) => ['undefined', type].includes(typeof members.get(name));
  return (
    ['arn', 'stateMachineArn', 'name', 'input'].every(isText) &&
    statuses.has(members.get('status')) &&
    typeof members.get('startDate') === 'number' &&
    isAbsentOr('number')('stopDate') &&
    ['output', 'error', 'cause', 'currentState'].every(isAbsentOr('string'))
  );
}
