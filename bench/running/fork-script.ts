import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A TypeScript file in a process of its own. */
export interface ForkedScript {
  readonly child: ChildProcess;
  /** How it ended, with what it complained of last. */
  readonly died: Promise<string>;
}

/** What a script is given. */
export interface ForkOptions {
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A file that is loaded before it. */
  readonly preload?: URL;
}

/** Starts a script, which talks by messages only. */
export function forkScript(file: URL, { args = [], cwd, env = {}, preload }: ForkOptions = {}): ForkedScript {
  const imports = [import.meta.resolve('tsx'), ...(preload ? [preload.href] : [])];
  const child = fork(fileURLToPath(file), args, {
    ...{ cwd, env: { ...process.env, ...env } },
    execArgv: imports.flatMap((url) => ['--import', url]),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  // Not `close`, which never comes once this side has disconnected.
  const ended = [once(child, 'exit'), child.stderr && once(child.stderr, 'close')] as const;
  const died = Promise.all(ended).then(([[code, signal]]) => `ended by ${signal ?? `exit code ${code}`}: ${complaint}`);
  return { child, died };
}
