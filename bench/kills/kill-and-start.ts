import { beginStart, type EndedStart } from './start-process.ts';

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

async function start(state: string, killAfterSeconds?: number): Promise<EndedStart> {
  const { child, ended } = beginStart(state, ['--once']);
  const timer =
    killAfterSeconds === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterSeconds * 1000);
  await ended;
  clearTimeout(timer);
  return ended;
}

function rankingOf({ code, stdout }: EndedStart): string | undefined {
  return code === 0 ? JSON.stringify(JSON.parse(stdout).data.rankStrategies.strategies) : undefined;
}
