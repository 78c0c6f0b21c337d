import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder for what several test files use and one of them makes. */
    sharedFolder: string;
  }
}

/** Vitest's global setup: makes the folder, and removes it after the last test. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'recourse-shared-'));
  provide('sharedFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}
