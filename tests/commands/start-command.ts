import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command left behind. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is under way. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves with all output so far when the text appears in it; rejects when the command ends without it. */
  says(text: string): Promise<string>;
}

const folders: string[] = [];
const children = new Set<ChildProcess>();

/** A new temporary folder. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-start-'));
  folders.push(folder);
  return folder;
}

/** Ends every command that still runs and removes the folders. */
export async function cleanUp(): Promise<void> {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([...children].map((child) => once(child, 'close')));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Runs a TypeScript command as package.json does; `repository` is where its files are. */
export function launch(command: string, args: readonly string[], repository = process.cwd()): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', `commands/${command}.ts`, ...args], { cwd: repository });
  children.add(child);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      child.emit('output');
    });
  }
  const ended = once(child, 'close').then(([code]): Ended => {
    children.delete(child);
    return { code, ...output };
  });
  const all = () => output.stdout + output.stderr;
  const says = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => all().includes(text) && resolve(all());
      child.on('output', look);
      child.once('close', () => reject(new Error(`It ended without saying "${text}":\n${all()}`)));
      look();
    });
  return { process: child, ended, says };
}

/** Options of a start that is quick and takes nobody's port. */
export const small = (state: string) => ['--state', state, '--rows', '1500', '--port', '0'];

/** Runs a small start to its end. */
export function start(state: string, ...args: readonly string[]): Promise<Ended> {
  return launch('start', [...small(state), ...args]).ended;
}

/** The lines on standard error that a failed start ends with. */
export function complaint({ stderr }: Ended): string {
  const [, text = `no complaint in:\n${stderr}`] = stderr.split('\nRecourse did not start: ');
  return text.trimEnd();
}

/** Names of the steps that were done anew, in order. */
export function stepsDone({ stderr }: Ended): string[] {
  const steps = { Make: 'data', Check: 'data', Synthesize: 'synthesize', Train: 'train' };
  const lines = stderr.split('\n').filter((line) => / s\)$/.test(line) && !line.includes('(unchanged)'));
  return lines.flatMap((line) =>
    Object.entries(steps).flatMap(([word, step]) => (line.startsWith(word) ? [step] : [])),
  );
}
