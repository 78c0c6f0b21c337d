import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openStateFile } from '../../local/cognito/state.ts';

/** Makes a state folder in which the tests' pool has keys already, and no user. */
export async function newStateFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cognito-'));
  await openStateFile(folder, () => {}).update((state) => ({ ...state, pools: [inject('emptyPool')] }));
  return folder;
}
