import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedStateError } from '../../local/damaged-state.ts';
import { clearStateFolder } from './state-folder.ts';

/** Raised when a change of the state folder's layout makes older folders unreadable. */
const formatVersion = 1;

/** What the state folder remembers between starts. */
export interface State {
  readonly formatVersion: number;
  /** Makes the ids of this installation its own. */
  readonly installationId: string;
  readonly demoPassword: string;
  /** By step: a digest of everything that the step's result depends on. */
  readonly done: Readonly<Record<string, string>>;
}

/** The state of one installation, kept in `state.json` and written whole at each change. */
export interface StateStore {
  readonly folder: string;
  readonly current: State;
  update(change: Partial<State>): void;
  /** True when the step's result was made from just these inputs. */
  isDone(step: string, inputs: string): boolean;
  markDone(step: string, inputs: string): void;
  /** To be called before a step is done anew, so that one that is cut short is not taken for done. */
  markUndone(step: string): void;
  /** To be called when what the other steps have made is no longer there. */
  markUndoneBut(step: string): void;
}

/**
 * Opens the state folder, new or as the last start left it.
 *
 * @param onRebuild is told why an existing folder is rebuilt.
 * @throws DamagedStateError naming the file when it cannot be used.
 */
export function openState(folder: string, onRebuild: (reason: string) => void): StateStore {
  const file = join(folder, 'state.json');
  let state = readState(file);
  if (state && state.formatVersion !== formatVersion) {
    onRebuild(`${folder} has format ${state.formatVersion}, this is format ${formatVersion}: rebuilding it`);
    clearStateFolder(folder);
    state = undefined;
  }
  mkdirSync(folder, { recursive: true });
  const store = createStore(folder, file, state ?? newState());
  if (!state) store.update({});
  return store;
}

function createStore(folder: string, file: string, initial: State): StateStore {
  let current = initial;
  const update = (change: Partial<State>) => {
    current = { ...current, ...change };
    writeFileSync(`${file}.new`, `${JSON.stringify(current, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  return {
    folder,
    get current() {
      return current;
    },
    update,
    isDone: (step, inputs) => current.done[step] === inputs,
    markDone: (step, inputs) => update({ done: { ...current.done, [step]: inputs } }),
    markUndone(step) {
      const { [step]: _, ...done } = current.done;
      update({ done });
    },
    markUndoneBut(step) {
      const { [step]: inputs } = current.done;
      update({ done: inputs === undefined ? {} : { [step]: inputs } });
    },
  };
}

/** The state as the file has it; undefined when there is none. */
function readState(file: string): State | undefined {
  if (!existsSync(file)) return undefined;
  const state = parseState(file);
  if (!hasFormat(state) || (state.formatVersion === formatVersion && !isState(state))) throw damaged(file);
  return state;
}

function parseState(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw damaged(file, cause);
  }
}

const damaged = (file: string, cause?: unknown) => new DamagedStateError(`${file} is damaged`, { cause });

/** Of a state in another format nothing but its format is read. */
function hasFormat(value: unknown): value is State {
  return isRecord(value) && typeof value.formatVersion === 'number';
}

function isState(value: object): boolean {
  if (!isRecord(value) || !isRecord(value.done)) return false;
  const texts = [value.installationId, value.demoPassword, ...Object.values(value.done)];
  return texts.every((text) => typeof text === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function newState(): State {
  const installationId = randomBytes(16).toString('hex');
  // Cognito's default policy wants all four kinds of character; randomness is in the middle.
  const demoPassword = `Demo-${randomBytes(9).toString('base64url')}-7a`;
  return { formatVersion, installationId, demoPassword, done: {} };
}

/** A digest of the inputs of a step. */
export function digest(...inputs: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(inputs)).digest('hex');
}
