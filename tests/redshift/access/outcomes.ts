import { expect, it } from 'vitest';
import type { EngineUnderTest } from '../engine-under-test.ts';

/** Who sends a statement, the statement, and how it ends: `ok`, the rows that it answers with, or Redshift's text. */
export type Step = readonly [who: string, sql: string, outcome: string | ReadonlyArray<readonly unknown[]>];

/** One test for each step; a later step builds upon those before it. */
export function tellOutcomes(warehouse: () => EngineUnderTest, steps: readonly Step[]): void {
  it.each(steps)('%s: %s', async (who, sql, outcome) => {
    const answer = warehouse().run(sql, {}, who);

    if (outcome === 'ok') await answer;
    else if (typeof outcome === 'string')
      await expect(answer).rejects.toMatchObject({ name: 'SqlError', message: `ERROR: ${outcome}` });
    else expect((await answer).rows).toEqual(outcome);
  });
}
