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
  {
    fact: 'a Parallel gives the outputs of its branches, which see the variables but keep their own',
    machine: chain({
      Start: { Type: 'Pass', Assign: { outer: 1 }, Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Arguments: { n: '{% $states.input.n + $outer %}' },
        Branches: [
          chain({
            A: { Type: 'Wait', Seconds: 9, Assign: { own: '{% $states.input.n %}' }, Next: 'A2' },
            A2: { Type: 'Succeed', Output: '{% $own + $outer %}' },
          }),
          oneState({ Type: 'Pass', Output: '{% $exists($own) %}' }, 'B'),
        ],
        Assign: { results: '{% $states.result %}' },
        Next: 'End',
      },
      End: { Type: 'Succeed', Output: { results: '{% $results %}', own: '{% $exists($own) %}' } },
    }),
    input: { n: 4 },
    result: { results: [6, false], own: false },
  },
  {
    fact: 'the context object tells of the execution, the state and the machine',
    machine: oneState({ Type: 'Pass', Output: '{% $states.context %}' }),
    input: { a: 1 },
    result: {
      Execution: {
        Id: 'arn:aws:states:us-east-1:000000000000:execution:machine:one',
        Input: { a: 1 },
        Name: 'one',
        RedriveCount: 0,
        RoleArn: 'arn:aws:iam::000000000000:role/worker',
        StartTime: '2026-01-01T00:00:00.000Z',
      },
      State: { EnteredTime: '2026-01-01T00:00:00.000Z', Name: 'Only', RetryCount: 0 },
      StateMachine: { Id: 'arn:aws:states:us-east-1:000000000000:stateMachine:machine', Name: 'machine' },
    },
  },
];

// What AWS's own pages show: transforming-data.html and workflow-variables.html of the developer guide.
const products = [140, 0, 160, 100, 0].map((calories, index) => ({ calories, name: `Product-${index + 1}` }));
const documented: typeof cases = [
  {
    fact: 'an Output takes from the input',
    machine: chain({
      'Basic Input and Output': {
        Type: 'Succeed',
        QueryLanguage: 'JSONata',
        Output: {
          lastName: "{% 'Last=>' & $states.input.customer.lastName %}",
          orderValue: '{% $states.input.order.total %}',
        },
      },
    }),
    input: { customer: { firstName: 'Martha', lastName: 'Rivera' }, order: { items: 7, total: 27.91 } },
    result: { lastName: 'Last=>Rivera', orderValue: 27.91 },
  },
  {
    fact: 'a path filters',
    machine: oneState({ Type: 'Pass', Output: { dietProducts: '{% $states.input.products[calories=0] %}' } }),
    input: { products },
    result: { dietProducts: [products[1], products[4]] },
  },
  {
    fact: 'all expressions of an Assign are evaluated before any variable is assigned',
    machine: chain({
      Start: { Type: 'Pass', Assign: { x: 3, a: 6 }, Next: 'Assign' },
      Assign: { Type: 'Pass', Assign: { x: '{% $a %}', nextX: '{% $x %}' }, Next: 'End' },
      End: { Type: 'Succeed', Output: { x: '{% $x %}', nextX: '{% $nextX %}' } },
    }),
    result: { x: 6, nextX: 3 },
  },
  {
    fact: 'Step Functions adds functions to JSONata, which round down',
    machine: oneState({
      Type: 'Pass',
      Output: {
        partition: '{% $partition([1,2,3,4], 3.9) %}',
        range: '{% $range(0, 10, 2) %}',
        down: '{% $range(3, 0, -1.5) %}',
        hash: "{% $hash('abc', 'SHA-1') %}",
        random: '{% $random(7) = $random(7) and $random(7) != $random(8) and $random() < 1 %}',
        uuid: '{% $match($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/) ~> $exists() %}',
        parse: '{% $parse(\'{"a":[1]}\').a %}',
      },
    }),
    result: {
      partition: [[1, 2, 3], [4]],
      range: [0, 2, 4, 6, 8, 10],
      down: [3, 1],
      hash: 'a9993e364706816aba3e25717850c26c9cd0d89d',
      random: true,
      uuid: true,
      parse: [1],
    },
  },
];

describe('a state machine', () => {
  it.each(documented)('of AWS’s pages: $fact', async ({ machine, input, result }) => {
    expect(await execute(machine, input)).toMatchObject({ status: 'SUCCEEDED', result });
  });

  it.each([
    ['2026-01-01T00:01:00Z', 60_000],
    ['2026-01-01T01:00:00.5+01:00', 500],
    ['2025-12-31T00:00:00Z', 0],
  ])('waits until %s, if that is to come', async (Timestamp, ms) => {
    expect((await execute(oneState({ Type: 'Wait', Timestamp }))).waits).toEqual([ms]);
  });

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
