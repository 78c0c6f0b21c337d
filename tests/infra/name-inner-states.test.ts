import { expect, it } from 'vitest';
import { nameInnerStates } from '../../infra/training/name-inner-states.ts';

it('names the states within a Map after it, wherever they are named', () => {
  const iterator = {
    StartAt: 'Ask',
    States: {
      Ask: { Type: 'Task', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Bad' }], Next: 'Which' },
      Which: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'Ask' }], Default: 'Bad' },
      Bad: { Type: 'Fail' },
    },
  };

  const named = nameInnerStates({
    Load: { Type: 'Map', ItemProcessor: iterator, Next: 'Ask' },
    Ask: { Type: 'Succeed' },
  });

  expect(named).toEqual({
    Load: {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Load.Ask',
        States: {
          'Load.Ask': { Type: 'Task', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Load.Bad' }], Next: 'Load.Which' },
          'Load.Which': {
            Type: 'Choice',
            Choices: [{ Condition: '{% true %}', Next: 'Load.Ask' }],
            Default: 'Load.Bad',
          },
          'Load.Bad': { Type: 'Fail' },
        },
      },
      Next: 'Ask',
    },
    Ask: { Type: 'Succeed' },
  });
});
