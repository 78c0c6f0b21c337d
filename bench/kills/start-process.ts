import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A small start in a process of its own. */
export interface StartProcess {
  readonly child: ChildProcess;
  /** The answer, a line of JSON; rejects with what was said last when the process ends without one. */
  readonly answer: Promise<string>;
  readonly ended: Promise<EndedStart>;
}

/** What a start left when its process had ended. */
export interface EndedStart {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly lastLine: string;
}

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Begins a small start on this state folder; `file` is the program to run, `npm start`'s own or one that has it inside. */
export function beginStart(
  state: string,
  args: readonly string[],
  { file = 'commands/start.ts', env = {} }: { readonly file?: string; readonly env?: NodeJS.ProcessEnv } = {},
): StartProcess {
  const all = ['--import', 'tsx', file, '--state', state, '--rows', '1500', '--port', '0', '--json', ...args];
  const child = spawn(process.execPath, all, {
    ...{ cwd: repository, env: { ...process.env, ...env } },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let [stdout, stderr] = ['', ''];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const lastLine = () => stderr.trimEnd().split('\n').at(-1) || 'nothing yet';
  const ended = once(child, 'close').then(([code]): EndedStart => ({ code, stdout, lastLine: lastLine() }));
  const answer = new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.endsWith('\n')) resolve(stdout);
    });
    void ended.then(() => reject(new Error(lastLine())));
  });
  // Not everyone waits for it.
  answer.catch(() => undefined);
  return { child, answer, ended };
}
