import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { killIn, killTraining } from '../../../bench/kills/kill-training.ts';
import { cleanUp, newFolder } from '../start-command.ts';

afterAll(cleanUp);

const entering = (state: string) => ({ name: state, state, entry: 1, occasion: 'first' }) as const;

// The bench kills in every state, and at any moment of the steps before.
describe('a start that was killed in its training', { timeout: 120_000 }, () => {
  it('once while the model was made and again after the switch is followed by one that answers, with nothing left half-done', async () => {
    const state = join(newFolder(), 'killed');

    expect(await killIn(state, entering('AwaitModel'))).toBe(true);
    expect(await killTraining(state, entering('IsActive'), new Set(['READY']))).toEqual([]);
  });
});
