import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives this process and those that it starts a temporary folder of their own, which goes when it ends. */
export function makeOwnTemporaryFolder(): void {
  // Vitest reads its configuration once for each project.
  if (process.env.RECOURSE_TESTS_FOLDER) return;
  const folder = mkdtempSync(join(tmpdir(), 'recourse-tests-'));
  process.env.RECOURSE_TESTS_FOLDER = folder;
  process.env.TMPDIR = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
}
