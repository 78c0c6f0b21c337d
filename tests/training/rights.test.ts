import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doWithout, rights } from '../../bench/rights/rights.ts';
import { askAndHang } from '../../bench/rights/use-right.ts';
import { type Stage, setTheStage } from '../../bench/running/training-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setTheStage();
});
afterAll(() => stage.discard());

// The bench takes them all away, one by one.
const slice = rights.filter(({ use }, index) => use !== askAndHang && index % 7 === 4);

describe('the training', () => {
  it.each(slice)('cannot do without $name', async (right) => {
    expect(await doWithout(stage, right)).toEqual({ error: right.endsIn, isSaid: true });
  });
});
