import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackCode } from './function-code.ts';
import type { LambdaFunction } from './functions.ts';

/** The folders in which the code of functions runs. */
export interface CodeFolders {
  /** The folder of a function's code, which is unpacked when it is first asked for. */
  folderOf(lambda: Pick<LambdaFunction, 'name' | 'code'>): Promise<string>;
  remove(): Promise<void>;
}

const prefix = 'recourse-lambda-';

/** Makes folders far from any package.json and node_modules of this machine's, and removes those of processes that were killed. */
export function createCodeFolders(): CodeFolders {
  let root: Promise<string> | undefined;
  const folders = new Map<string, Promise<string>>();
  async function unpack({ name, code }: Pick<LambdaFunction, 'name' | 'code'>): Promise<string> {
    root ??= removeLeftovers().then(() => mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`)));
    const folder = join(await root, name);
    await unpackCode(code, folder);
    return folder;
  }
  return {
    folderOf(lambda) {
      const folder = folders.get(lambda.name) ?? unpack(lambda);
      folders.set(lambda.name, folder);
      return folder;
    },
    async remove() {
      if (root) await rm(await root, { recursive: true, force: true });
    },
  };
}

async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const processId = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (processId === undefined || isRunning(Number(processId))) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(passOverForbidden);
  }
}

/** What a process of somebody else's left is theirs to remove. */
function passOverForbidden(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EACCES' && code !== 'EPERM') throw error;
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // A process of somebody else's is one too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
