import { describe, expect, it } from 'vitest';
import { execute, oneState } from './open-states.ts';

const chain = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });

const cases: { fact: string; machine: object; input?: unknown; result: unknown }[] = [
  { fact: 'a Pass state hands on its input', machine: oneState({ Type: 'Pass' }), input: { a: 1 }, result: { a: 1 } },
  {
    fact: 'Output gives texts that are no expressions as they stand',
    machine: oneState({
      Type: 'Pass',
      Output: { static: 'Hello', title: '{% $states.input.title %}', list: ['{% 1 + 1 %}', '$x'] },
    }),
    input: { title: 'Doctor' },
    result: { static: 'Hello', title: 'Doctor', list: [2, '$x'] },
  },
  {
    fact: 'Assign and Output of one state see the variables as they were',
    machine: chain({
      First: { Type: 'Pass', Assign: { x: 1, y: 2 }, Next: 'Swap' },
      Swap: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% $x & $y %}', Next: 'Last' },
      Last: { Type: 'Pass', Output: { before: '{% $states.input %}', x: '{% $x %}', y: '{% $y %}' }, End: true },
    }),
    result: { before: '12', x: 2, y: 1 },
  },
  {
    fact: 'a Choice takes the first rule that is true, with its own Output',
    machine: chain({
      Which: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $states.input.n > 10 %}', Next: 'End' },
          { Condition: '{% $states.input.n > 5 %}', Output: 'middle', Next: 'End' },
        ],
        Default: 'End',
        Output: 'low',
      },
      End: { Type: 'Succeed' },
    }),
    input: { n: 7 },
    result: 'middle',
  },
  {
    fact: 'a Map gives the outputs in the order of the items',
    machine: oneState({
      Type: 'Map',
      Items: '{% $states.input.numbers %}',
      ItemSelector: { value: '{% $states.context.Map.Item.Value %}', at: '{% $states.context.Map.Item.Index %}' },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        ...chain({
          Rest: { Type: 'Wait', Seconds: '{% 10 - $states.input.at %}', Next: 'Double' },
          Double: { Type: 'Pass', Output: '{% $states.input.value * 2 %}', End: true },
        }),
      },
      Output: { sum: '{% $sum($states.result) %}', all: '{% $states.result %}' },
    }),
    input: { numbers: [3, 1, 2] },
    result: { sum: 12, all: [6, 2, 4] },
  },
];

describe('a state machine', () => {
  it.each(cases)('$fact', async ({ machine, input, result }) => {
    expect(await execute(machine, input)).toMatchObject({ status: 'SUCCEEDED', result });
  });

  it('fails with the error and cause of a Fail state', async () => {
    const machine = { StartAt: 'Bad', States: { Bad: { Type: 'Fail', Error: 'BadData', Cause: "{% 'n = ' & 1 %}" } } };

    expect(await execute(machine)).toMatchObject({ status: 'FAILED', error: 'BadData', cause: 'n = 1' });
  });

  it('fails with AWS’s sentence when an expression gives nothing', async () => {
    expect(await execute(oneState({ Type: 'Pass', Output: { v: '{% $states.input.missing %}' } }))).toMatchObject({
      error: 'States.QueryEvaluationError',
      cause:
        "An error occurred while executing the state 'Only' (entered at the event id #2). The JSONata expression '$states.input.missing' specified for the field 'Output/v' returned nothing (undefined).",
    });
  });
});
