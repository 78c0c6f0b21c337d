import { GetExecutionHistoryCommand, type HistoryEvent } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { clientOf } from './client.ts';
import { machineArn, oneState, openStates } from './open-states.ts';

/** The events of one execution, as an SDK gets them. */
async function historyOf(definition: object, input: unknown = { x: 'a' }): Promise<HistoryEvent[]> {
  const states = openStates(definition);
  states.clock.runFreely();
  const { execution, ended } = await states.startExecution({
    stateMachineArn: machineArn,
    input: JSON.stringify(input),
  });
  await ended;
  const client = await clientOf(states);
  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn: execution.arn }));
  return events;
}

const types = (events: readonly HistoryEvent[]) => events.map(({ type }) => type);
const previous = (events: readonly HistoryEvent[]) => events.map(({ previousEventId }) => previousEventId);
const undefinedOutput = { Type: 'Pass', Output: { v: '{% $states.input.missing %}' } };
const boom = { StartAt: 'Boom', States: { Boom: { Type: 'Fail', Error: 'MyError', Cause: 'my cause' } } };
const denied = oneState(
  {
    Type: 'Task',
    Resource: 'arn:aws:states:::sns:publish',
    Arguments: { TopicArn: '{% $states.input.x %}', Message: 'hi', Subject: '{% $states.input.x %}' },
  },
  'Send',
);

// What real Step Functions tells, https://github.com/floci-io/floci/issues/2868
const recorded: { fact: string; machine: object; input?: unknown; events: [string, number][] }[] = [
  {
    fact: 'a Map without items goes on from its start',
    machine: oneState({ Type: 'Map', Items: [], ItemProcessor: oneState({ Type: 'Pass' }, 'I') }),
    events: [
      ['ExecutionStarted', 0],
      ['MapStateEntered', 0],
      ['MapStateStarted', 2],
      ['MapStateSucceeded', 3],
      ['MapStateExited', 3],
      ['ExecutionSucceeded', 5],
    ],
  },
  {
    fact: 'a Map whose iteration fails tells of both',
    machine: oneState({
      Type: 'Map',
      Items: '{% $states.input.items %}',
      MaxConcurrency: 1,
      ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...oneState(undefinedOutput, 'Undef') },
    }),
    input: { items: [1, 2] },
    events: [
      ['ExecutionStarted', 0],
      ['MapStateEntered', 0],
      ['MapStateStarted', 2],
      ['MapIterationStarted', 3],
      ['PassStateEntered', 4],
      ['EvaluationFailed', 5],
      ['MapIterationFailed', 6],
      ['MapStateFailed', 6],
      ['ExecutionFailed', 8],
    ],
  },
  {
    fact: 'a Map whose Items cannot be evaluated never starts',
    machine: oneState({
      Type: 'Map',
      Items: '{% $states.input.missing %}',
      ItemProcessor: oneState({ Type: 'Pass' }, 'I'),
    }),
    events: [
      ['ExecutionStarted', 0],
      ['MapStateEntered', 0],
      ['EvaluationFailed', 2],
      ['MapStateFailed', 3],
      ['ExecutionFailed', 4],
    ],
  },
  {
    fact: 'a Parallel whose branch fails fails with it',
    machine: oneState({ Type: 'Parallel', Branches: [boom] }),
    events: [
      ['ExecutionStarted', 0],
      ['ParallelStateEntered', 0],
      ['ParallelStateStarted', 2],
      ['FailStateEntered', 3],
      ['ParallelStateFailed', 4],
      ['ExecutionFailed', 5],
    ],
  },
  {
    fact: 'a Parallel that is tried again starts again',
    machine: oneState({
      Type: 'Parallel',
      Branches: [boom],
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
    }),
    events: [
      ['ExecutionStarted', 0],
      ['ParallelStateEntered', 0],
      ['ParallelStateStarted', 2],
      ['FailStateEntered', 3],
      ['ParallelStateStarted', 4],
      ['FailStateEntered', 5],
      ['ParallelStateFailed', 6],
      ['ExecutionFailed', 7],
    ],
  },
  {
    fact: 'a Parallel whose failure is caught is left',
    machine: {
      StartAt: 'P',
      States: {
        P: {
          Type: 'Parallel',
          Branches: [oneState(undefinedOutput, 'Undef')],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Handled' }],
          End: true,
        },
        Handled: { Type: 'Pass', End: true },
      },
    },
    events: [
      ['ExecutionStarted', 0],
      ['ParallelStateEntered', 0],
      ['ParallelStateStarted', 2],
      ['PassStateEntered', 3],
      ['EvaluationFailed', 4],
      ['ParallelStateFailed', 5],
      ['ParallelStateExited', 6],
      ['PassStateEntered', 7],
      ['PassStateExited', 8],
      ['ExecutionSucceeded', 9],
    ],
  },
  {
    fact: 'an expression that fails is told of at each attempt',
    machine: oneState({
      Type: 'Task',
      Resource: 'arn:aws:states:::sns:publish',
      Arguments: { TopicArn: 'arn:aws:sns:us-east-1:000000000000:t', Message: '{% $states.input.missing %}' },
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
    }),
    events: [
      ['ExecutionStarted', 0],
      ['TaskStateEntered', 0],
      ['EvaluationFailed', 2],
      ['EvaluationFailed', 3],
      ['ExecutionFailed', 4],
    ],
  },
  {
    fact: 'a Choice without a way on ends the execution',
    machine: {
      StartAt: 'C',
      States: {
        C: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'Done' }] },
        Done: { Type: 'Pass', End: true },
      },
    },
    events: [
      ['ExecutionStarted', 0],
      ['ChoiceStateEntered', 0],
      ['ExecutionFailed', 2],
    ],
  },
];

describe('GetExecutionHistory', () => {
  it.each(recorded)('$fact', async ({ machine, input, events }) => {
    const history = await historyOf(machine, input);

    expect(history.map(({ type, previousEventId }) => [type, previousEventId])).toEqual(events);
  });

  it('chains the events of each branch to the state that started it', async () => {
    const branch = (name: string) => ({
      StartAt: `${name}1`,
      States: { [`${name}1`]: { Type: 'Pass', Next: `${name}2` }, [`${name}2`]: { Type: 'Pass', End: true } },
    });

    const history = await historyOf(oneState({ Type: 'Parallel', Branches: [branch('A'), branch('B')] }));

    const at = (type: string, name: string) =>
      history.find(
        (event) =>
          event.type === type &&
          [event.stateEnteredEventDetails, event.stateExitedEventDetails].some((details) => details?.name === name),
      );
    for (const name of ['A', 'B']) {
      expect(at('PassStateEntered', `${name}1`)?.previousEventId).toBe(3);
      expect(at('PassStateEntered', `${name}2`)?.previousEventId).toBe(at('PassStateExited', `${name}1`)?.id);
    }
    expect(types(history.slice(-3))).toEqual(['ParallelStateSucceeded', 'ParallelStateExited', 'ExecutionSucceeded']);
    expect(previous(history.slice(-3))).toEqual([11, 11, 13]);
  });

  it('tells of a task what it was given and gave', async () => {
    const history = await historyOf(
      oneState(
        {
          Type: 'Task',
          Resource: 'arn:aws:states:::sns:publish',
          Arguments: { TopicArn: 'arn:aws:sns:us-east-1:000000000000:t', Message: '{% $states.input.x %}' },
          TimeoutSeconds: 5,
          Assign: { id: '{% $states.result.MessageId %}' },
          Output: 'sent',
        },
        'Send',
      ),
    );

    expect(types(history)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(history[2]?.taskScheduledEventDetails).toEqual({
      resourceType: 'sns',
      resource: 'publish',
      region: 'us-east-1',
      parameters: '{"TopicArn":"arn:aws:sns:us-east-1:000000000000:t","Message":"a"}',
      timeoutInSeconds: 5,
    });
    expect(history[4]?.taskSucceededEventDetails).toMatchObject({
      resource: 'publish',
      outputDetails: { truncated: false },
    });
    expect(history[5]?.stateExitedEventDetails).toMatchObject({
      name: 'Send',
      output: '"sent"',
      assignedVariables: { id: expect.stringMatching(/^"[0-9a-f-]{36}"$/) },
    });
  });

  it('tells of a task that ends a branch that it was aborted', async () => {
    const states = openStates(oneState({ Type: 'Parallel', Branches: [denied] }), { statements: [] });
    const { execution, ended } = await states.startExecution({ stateMachineArn: machineArn, input: '{"x":"a"}' });
    await ended;
    const client = await clientOf(states);
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn: execution.arn }));

    expect(types(events).slice(6)).toEqual([
      'TaskFailed',
      'TaskStateAborted',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
    expect(previous(events).slice(6)).toEqual([6, 7, 7, 9]);
  });

  it('is told backwards, page by page and without data', async () => {
    const states = openStates(oneState({ Type: 'Pass' }));
    const { execution, ended } = await states.startExecution({ stateMachineArn: machineArn });
    await ended;
    const client = await clientOf(states);
    const ask = (nextToken?: string) =>
      client.send(
        new GetExecutionHistoryCommand({
          ...{ executionArn: execution.arn, maxResults: 3, reverseOrder: true, includeExecutionData: false, nextToken },
        }),
      );

    const first = await ask();
    const second = await ask(first.nextToken);

    expect(types([...(first.events ?? []), ...(second.events ?? [])])).toEqual([
      'ExecutionSucceeded',
      'PassStateExited',
      'PassStateEntered',
      'ExecutionStarted',
    ]);
    expect(first.events?.[2]?.stateEnteredEventDetails).toEqual({ name: 'Only' });
    expect(second.nextToken).toBeUndefined();
  });
});
