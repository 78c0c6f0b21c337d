import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What became of an installation whose start was killed. */
export interface Survived {
  /** From the process's beginning to its end. */
  readonly seconds: number;
  /** What the killed start had said last. */
  readonly lastStep: string;
  /** The strategies as the next start ranked them; undefined when it did not answer. */
  readonly ranking: string | undefined;
  /** What the next start said last. */
  readonly complaint: string;
}

/** A small start that nobody disturbs. */
export interface Undisturbed {
  readonly seconds: number;
  readonly ranking: string;
}

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly lastLine: string;
}

const repository = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Makes a small start to judge the killed ones by.
 *
 * @throws Error when even that does not answer.
 */
export async function startUndisturbed(state: string): Promise<Undisturbed> {
  const started = performance.now();
  const outcome = await start(state);
  const ranking = rankingOf(outcome);
  if (ranking === undefined) throw new Error(`An undisturbed start does not answer: ${outcome.lastLine}`);
  return { seconds: (performance.now() - started) / 1000, ranking };
}

/** Kills a small start after so many seconds, as kill -9 does, and starts again on what it left. */
export async function killAndStart(state: string, seconds: number): Promise<Survived> {
  const killed = await start(state, seconds);
  const next = await start(state);
  return { seconds, lastStep: killed.lastLine, ranking: rankingOf(next), complaint: next.lastLine };
}

async function start(state: string, killAfterSeconds?: number): Promise<Outcome> {
  const args = ['--state', state, '--rows', '1500', '--port', '0', '--once', '--json'];
  const child = spawn(process.execPath, ['--import', 'tsx', 'commands/start.ts', ...args], { cwd: repository });
  const timer =
    killAfterSeconds === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterSeconds * 1000);
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  clearTimeout(timer);
  return { code, stdout, lastLine: stderr.trimEnd().split('\n').at(-1) || 'nothing yet' };
}

function rankingOf({ code, stdout }: Outcome): string | undefined {
  return code === 0 ? JSON.stringify(JSON.parse(stdout).data.rankStrategies.strategies) : undefined;
}
