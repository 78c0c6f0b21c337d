import { describe, expect, it } from 'vitest';
import { functionResource, start } from '../lambda/start.ts';
import { execute, machineArn, oneState, openStates } from './open-states.ts';

const invoke = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'asker', Payload: '{% $states.input %}' },
};

/** A function that fails by the names it is given, one after another, and then succeeds. */
const failing = `let calls = 0;
export const handler = async ({ errors }) => {
  const name = errors[calls++];
  if (name) throw Object.assign(new Error('no. ' + calls), { name });
  return calls;
};`;

/** Runs a task that fails by these names. */
async function runFailing(errors: readonly string[], state: object, states: Record<string, object> = {}) {
  const lambda = await start(failing);
  const machine = { StartAt: 'Try', States: { Try: { ...invoke, End: true, ...state }, ...states } };
  return execute(machine, { errors }, { services: { lambda }, more: [functionResource('asker')] });
}

const handlers = {
  Handled: { Type: 'Succeed', Output: { handled: '{% $states.input %}' } },
  Other: { Type: 'Succeed', Output: 'other' },
};

describe('a retrier', () => {
  it('tries again after growing intervals', async () => {
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 30 }];

    const { status, waits } = await runFailing(['Busy', 'Busy', 'Busy', 'Busy'], { Retry });

    expect(status).toBe('SUCCEEDED');
    expect(waits).toEqual([2_000, 6_000, 18_000, 30_000]);
  });

  it('tries three times, first after a second and then after twice as long, unless told', async () => {
    const { error, waits } = await runFailing(Array(9).fill('Busy'), { Retry: [{ ErrorEquals: ['Busy'] }] });

    expect(error).toBe('Busy');
    expect(waits).toEqual([1_000, 2_000, 4_000]);
  });

  it('with full jitter waits a part of the interval, by chance', async () => {
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 8, JitterStrategy: 'FULL' }];

    expect((await runFailing(['Busy', 'Busy'], { Retry })).waits).toEqual([4_000, 8_000]);
  });

  it('counts its own attempts', async () => {
    const Retry = [
      { ErrorEquals: ['Busy'], MaxAttempts: 1, IntervalSeconds: 1 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 10 },
    ];

    const { error, waits } = await runFailing(['Busy', 'Slow', 'Busy'], { Retry });

    expect(error).toBe('Busy');
    expect(waits).toEqual([1_000, 10_000]);
  });

  it('with no attempts keeps the error from those after it', async () => {
    const Retry = [{ ErrorEquals: ['Fatal'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }];

    expect(await runFailing(['Fatal'], { Retry })).toMatchObject({ error: 'Fatal', waits: [] });
  });

  it('tells the context how often the state was tried again', async () => {
    const Retry = [{ ErrorEquals: ['Busy'] }];
    const Output = '{% $states.context.State.RetryCount %}';

    expect((await runFailing(['Busy', 'Busy'], { Retry, Output })).result).toBe(2);
  });
});

describe('a catcher', () => {
  it('leads to a state with the error as its input', async () => {
    const Catch = [
      { ErrorEquals: ['Odd'], Next: 'Other' },
      { ErrorEquals: ['Bad'], Next: 'Handled' },
    ];

    const { result } = await runFailing(['Bad'], { Catch }, handlers);

    expect(result).toMatchObject({
      handled: { Error: 'Bad', Cause: expect.stringContaining('"errorMessage":"no. 1"') },
    });
  });

  it('has an Output and an Assign of its own', async () => {
    const Catch = [
      {
        ErrorEquals: ['States.ALL'],
        Next: 'Told',
        Assign: { reason: '{% $states.errorOutput.Error %}' },
        Output: { was: '{% $states.input.errors[0] %}' },
      },
    ];
    const Told = { Type: 'Succeed', Output: '{% [$reason, $states.input.was] %}' };

    expect((await runFailing(['Bad'], { Catch }, { Told })).result).toEqual(['Bad', 'Bad']);
  });

  const wildcards: [string, string, object, string][] = [
    ['States.ALL', 'an error of a task', {}, 'Handled'],
    ['States.TaskFailed', 'an error of a task', {}, 'Handled'],
    ['States.ALL', 'an expression that fails', { Output: '{% $missing %}' }, 'Handled'],
    ['States.QueryEvaluationError', 'an expression that fails', { Output: '{% $missing %}' }, 'Handled'],
    ['States.TaskFailed', 'an expression that fails', { Output: '{% $missing %}' }, 'Other'],
    ['States.ALL', 'too much data', { Output: "{% $pad('', 300000, 'x') %}" }, 'nobody'],
    ['States.DataLimitExceeded', 'too much data', { Output: "{% $pad('', 300000, 'x') %}" }, 'Handled'],
    ['States.Timeout', 'an error of a task', {}, 'Other'],
  ];
  it.each(wildcards)('of %s: %s', async (name, what, state, to) => {
    const others = name === 'States.ALL' ? [] : [{ ErrorEquals: ['States.ALL'], Next: 'Other' }];
    const Catch = [{ ErrorEquals: [name], Next: 'Handled' }, ...others];

    const { Handled, Other } = handlers;
    const errors = what === 'an error of a task' ? ['Bad'] : [];

    const { result, currentState, status } = await runFailing(
      errors,
      { ...state, Catch },
      { Handled, ...(others.length > 0 && { Other }) },
    );

    expect(status === 'SUCCEEDED' ? currentState : 'nobody').toBe(to);
    expect(result === undefined).toBe(to === 'nobody');
  });

  it('catches nothing that ends the execution at once', async () => {
    const stuck = {
      StartAt: 'Stuck',
      States: { Stuck: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'Stuck' }] } },
    };
    const Catch = [{ ErrorEquals: ['States.Runtime', 'Other'], Next: 'Handled' }];
    const states = {
      Both: { Type: 'Parallel', Branches: [stuck], Catch, End: true },
      Handled: { Type: 'Succeed' },
    };

    expect(await execute({ StartAt: 'Both', States: states })).toMatchObject({
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'Stuck' (entered at the event id #4). Failed to transition out of the state. The state does not point to a next state.",
    });
  });
});

describe('a limit of time', () => {
  const slow = 'export const handler = () => new Promise(() => {});';

  it('ends a task, which may be caught', async () => {
    const lambda = await start(slow, { Timeout: 60 });
    const Catch = [
      { ErrorEquals: ['States.TaskFailed'], Next: 'Other' },
      { ErrorEquals: ['States.Timeout'], Next: 'Handled' },
    ];
    const machine = {
      StartAt: 'Try',
      States: { Try: { ...invoke, TimeoutSeconds: '{% $states.input.seconds %}', Catch, End: true }, ...handlers },
    };
    const states = openStates(machine, { services: { lambda }, more: [functionResource('asker')] });
    const { ended } = await states.startExecution({ stateMachineArn: machineArn, input: '{"seconds":30}' });

    await states.clock.limited(1);
    states.clock.advance(29_999);
    await new Promise(setImmediate);
    expect(states.executions()[0]?.status).toBe('RUNNING');
    states.clock.advance(1);

    expect(JSON.parse((await ended).output ?? '')).toEqual({ handled: { Error: 'States.Timeout', Cause: '' } });
  });

  it('ends an execution', async () => {
    const states = openStates({ ...oneState({ Type: 'Wait', Seconds: 100 }), TimeoutSeconds: 60 });
    const { execution, ended } = await states.startExecution({ stateMachineArn: machineArn });

    await states.clock.waitFor(1);
    states.clock.advance(60_000);

    expect(await ended).toMatchObject({
      status: 'TIMED_OUT',
      currentState: 'Only',
      stopDate: execution.startDate + 60_000,
    });
  });
});

describe('an expression', () => {
  const place = "An error occurred while executing the state 'Only' (entered at the event id #2).";
  const failures: [string, object, string][] = [
    [
      'that JSONata refuses',
      { Type: 'Pass', Output: ['{% $abs("a") %}'] },
      `The JSONata expression '$abs("a")' specified for the field 'Output[0]' threw an error during evaluation. T0410: Argument 1 of function "abs" does not match function signature`,
    ],
    [
      'of two types',
      { Type: 'Pass', Assign: { x: "{% 1 + 'a' %}" } },
      `The JSONata expression '1 + 'a'' specified for the field 'Assign/x' threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number`,
    ],
    [
      'that gives nothing',
      { Type: 'Wait', Seconds: '{% $states.input.s %}' },
      `The JSONata expression '$states.input.s' specified for the field 'Seconds' returned nothing (undefined).`,
    ],
    [
      'of another type than its field',
      { Type: 'Wait', Seconds: "{% '5' %}" },
      `The JSONata expression ''5'' specified for the field 'Seconds' returned an unexpected result type. Expected 'number', but was 'string' for value: "5"`,
    ],
    [
      'that is out of range',
      { Type: 'Wait', Seconds: '{% -1 %}' },
      "The field 'Seconds' must be a whole number from 0 to 99999999, found -1.",
    ],
    [
      'of no moment',
      { Type: 'Wait', Timestamp: "{% 'soon' %}" },
      "The field 'Timestamp' must be a date and time, found 'soon'.",
    ],
    [
      'of $eval',
      { Type: 'Pass', Output: "{% $eval('1+1') %}" },
      `The JSONata expression '$eval('1+1')' specified for the field 'Output' threw an error during evaluation. T1006: Attempted to invoke a non-function`,
    ],
    [
      'of items that are none',
      { Type: 'Map', Items: '{% 1 %}', ItemProcessor: oneState({ Type: 'Pass' }, 'Inner') },
      `The JSONata expression '1' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'number' for value: 1`,
    ],
  ];
  it.each(failures)('%s fails the state', async (_, state, cause) => {
    expect(await execute(oneState(state))).toMatchObject({
      ...{ status: 'FAILED', error: 'States.QueryEvaluationError', cause: `${place} ${cause}` },
    });
  });
});

describe('a branch that fails', () => {
  it('ends its neighbours, which cannot catch that', async () => {
    const neighbour = {
      StartAt: 'Nested',
      States: {
        Nested: {
          Type: 'Parallel',
          Branches: [oneState({ Type: 'Wait', Seconds: 1_000 }, 'Inner')],
          Retry: [{ ErrorEquals: ['States.ALL'] }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
          End: true,
        },
        Caught: { Type: 'Pass', End: true },
      },
    };
    const failing = {
      StartAt: 'Rest',
      States: { Rest: { Type: 'Wait', Seconds: 1, Next: 'Boom' }, Boom: { Type: 'Fail', Error: 'Mine' } },
    };

    expect(await execute(oneState({ Type: 'Parallel', Branches: [neighbour, failing] }))).toMatchObject({
      ...{ status: 'FAILED', error: 'Mine', currentState: 'Boom', waits: [1_000_000, 1_000] },
    });
  });

  it('keeps a Map from beginning more', async () => {
    const items = {
      Type: 'Map',
      Items: '{% [1..5] %}',
      MaxConcurrency: 2,
      ItemProcessor: {
        StartAt: 'Rest',
        States: {
          Rest: { Type: 'Wait', Seconds: '{% $states.input %}', Next: 'Which' },
          Which: { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 2 %}', Next: 'Boom' }], Default: 'Fine' },
          Fine: { Type: 'Succeed' },
          Boom: { Type: 'Fail', Error: 'Two' },
        },
      },
    };

    const { error, waits } = await execute(oneState(items));

    expect(error).toBe('Two');
    expect(waits).toEqual([1_000, 2_000, 3_000]);
  });
});
