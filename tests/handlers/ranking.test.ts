import { describe, expect, it } from 'vitest';
import { rankByProbability } from '../../handlers/ranking.ts';
import { readAnswer, type ScoredStrategy } from '../../handlers/score.ts';

const scored: ScoredStrategy[] = [
  { strategy: 'DEFERMENT', successful: false, probability: 0.2 },
  { strategy: 'REFINANCING', successful: true, probability: 0.7 },
  { strategy: 'FORBEARANCE', successful: true, probability: 0.7 },
  { strategy: 'PAYMENT_REMINDER', successful: true, probability: 0.9 },
];

describe('rankByProbability', () => {
  it('ranks the strategies by probability, best first, and lets equals share a rank', () => {
    const ranks = rankByProbability(scored, true).map(({ rank, strategy }) => `${rank} ${strategy}`);
    expect(ranks).toEqual(['1 PAYMENT_REMINDER', '2 FORBEARANCE', '2 REFINANCING', '4 DEFERMENT']);
  });

  it('gives all strategies rank 1 when the model is no better than chance', () => {
    const ranked = rankByProbability(scored, false);
    expect(ranked.map(({ rank }) => rank)).toEqual([1, 1, 1, 1]);
    expect(ranked.map(({ strategy }) => strategy)).toEqual([
      'PAYMENT_REMINDER',
      'FORBEARANCE',
      'DEFERMENT',
      'REFINANCING',
    ]);
  });
});

describe('readAnswer', () => {
  it.each([
    ['{"probabilities":[0.7,0.3],"labels":["False.","True."]}', false, 0.3],
    ['{"probabilities":[0.7,0.3],"labels":["t","f"]}', true, 0.7],
    ['{"probabilities":[0.6,0.4],"labels":[0,1]}', false, 0.4],
    ['{"labels":["true","false"],"probabilities":[0.5,0.5]}', true, 0.5],
  ])('reads P(success) by label from %s', (answer, successful, probability) => {
    expect(readAnswer(answer)).toEqual({ successful, probability });
  });

  it('refuses an answer without a label for success', () => {
    expect(() => readAnswer('{"probabilities":[1],"labels":["f"]}')).toThrow('no label for success');
  });
});
