import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { killAndStart, startUndisturbed } from '../../bench/kills/kill-and-start.ts';
import { killMoments } from '../../bench/kills/kill-moments.ts';
import { cleanUp, newFolder } from './start-command.ts';

afterAll(cleanUp);

describe('a start that was killed', () => {
  it('is followed by one that answers as if nothing had happened', { timeout: 120_000 }, async () => {
    const { seconds, ranking } = await startUndisturbed(join(newFolder(), 'undisturbed'));

    for (const moment of killMoments(2, 1, seconds)) {
      const survived = await killAndStart(join(newFolder(), 'killed'), moment);
      expect(survived).toEqual({ ...survived, ranking });
    }
  });
});
