import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { killTraining } from '../../../bench/kills/kill-training.ts';
import { cleanUp, newFolder } from '../start-command.ts';

afterAll(cleanUp);

// The bench kills in every state, and at any moment of the steps before.
describe('a start that was killed in its training', () => {
  it.each([
    ['while the model is made', 'AwaitModel'],
    ['after the switch to the new version', 'IsActive'],
  ])('%s is followed by one that answers and leaves nothing half-done', { timeout: 120_000 }, async (name, state) => {
    const moment = { name, state, entry: 1, occasion: 'first' } as const;

    expect(await killTraining(join(newFolder(), 'killed'), moment, new Set(['READY']))).toEqual([]);
  });
});
