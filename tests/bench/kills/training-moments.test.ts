import { describe, expect, it } from 'vitest';
import { trainingMoments } from '../../../bench/kills/training-moments.ts';

describe('the moments of a training', () => {
  it('are the states that it entered, each once, and the last statement of those that run several', () => {
    const several = { Items: [{}, {}, {}], ItemProcessor: { StartAt: 'Load.Execute' } };
    const one = { Items: [{}], ItemProcessor: { StartAt: 'Ask.Execute' } };
    const definition = JSON.stringify({ States: { Begin: {}, Failed: {}, Load: several, Ask: one } });

    expect(trainingMoments(definition, ['Begin', 'Load', 'Load.Execute', 'Ask', 'Ask.Execute', 'Ask'])).toEqual([
      { name: 'Begin', state: 'Begin', entry: 1 },
      { name: 'Load', state: 'Load', entry: 1 },
      { name: 'Load, before the last of 3', state: 'Load.Execute', entry: 3 },
      { name: 'Ask', state: 'Ask', entry: 1 },
    ]);
  });
});
