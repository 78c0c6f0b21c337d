import * as sdk from '@aws-sdk/client-sfn';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListActivitiesCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { allOperations } from '../../local/states/operations/all-operations.ts';
import { roleArn } from '../iam/roles.ts';
import { differences, findServiceModel, sdkRequest } from '../service-model.ts';
import { clientOf } from './client.ts';
import { machineArn, oneState, openStates } from './open-states.ts';

const increment = oneState({ Type: 'Pass', Output: '{% $states.input.n + 1 %}' });
const waiting = oneState({ Type: 'Wait', Seconds: 60 });
const executionArn = machineArn.replace(':stateMachine:', ':execution:');

describe('an execution', () => {
  it('is started and described', async () => {
    const states = openStates(increment);
    const client = await clientOf(states);

    const started = await client.send(
      new StartExecutionCommand({ stateMachineArn: machineArn, name: 'one', input: '{"n":1}' }),
    );
    await states.ended();
    const described = await client.send(new DescribeExecutionCommand({ executionArn: started.executionArn }));

    expect(started).toMatchObject({ executionArn: `${executionArn}:one`, startDate: new Date(states.clock.now()) });
    expect(described).toMatchObject({
      ...{ status: 'SUCCEEDED', name: 'one', input: '{"n":1}', output: '2', stateMachineArn: machineArn },
      outputDetails: { included: true },
      stopDate: new Date(states.clock.now()),
    });
  });

  it('has a UUID for a name and {} for input unless told', async () => {
    const states = openStates(waiting);
    const client = await clientOf(states);

    const started = await client.send(new StartExecutionCommand({ stateMachineArn: machineArn }));

    expect(started.executionArn).toMatch(/:execution:machine:[0-9a-f]{8}-[0-9a-f-]{27}$/);
    const { executionArn } = started;
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({ input: '{}', status: 'RUNNING' });
    expect(described.stopDate).toBeUndefined();
  });

  it('is the same one when it is started again with its name and input while it runs', async () => {
    const client = await clientOf(openStates(waiting));
    const start = (input: string) =>
      client.send(new StartExecutionCommand({ stateMachineArn: machineArn, name: 'one', input }));

    const first = await start('{}');

    expect(await start('{}')).toMatchObject({ executionArn: first.executionArn, startDate: first.startDate });
    await expect(start('{"n":1}')).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
      message: `Execution Already Exists: '${executionArn}:one'`,
    });
  });

  it('keeps its name when it has ended', async () => {
    const states = openStates(increment);
    const client = await clientOf(states);
    const start = new StartExecutionCommand({ stateMachineArn: machineArn, name: 'one', input: '{"n":1}' });
    await client.send(start);
    await states.ended();

    await expect(client.send(start)).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it('is stopped with an error and a cause', async () => {
    const states = openStates(waiting);
    const client = await clientOf(states);
    await client.send(new StartExecutionCommand({ stateMachineArn: machineArn, name: 'one' }));
    await states.clock.waitFor(1);
    const one = { executionArn: `${executionArn}:one` };

    const { stopDate } = await client.send(new StopExecutionCommand({ ...one, error: 'Enough', cause: 'of it' }));

    expect(await client.send(new DescribeExecutionCommand(one))).toMatchObject({
      ...{ status: 'ABORTED', error: 'Enough', cause: 'of it', stopDate },
    });
    const { events } = await client.send(new GetExecutionHistoryCommand({ ...one, reverseOrder: true }));
    expect(events?.[0]).toMatchObject({
      type: 'ExecutionAborted',
      executionAbortedEventDetails: { error: 'Enough', cause: 'of it' },
    });
  });

  it('is listed with the latest first, by status and page by page', async () => {
    const states = openStates({
      StartAt: 'Which',
      States: {
        Which: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.wait %}', Next: 'Rest' }], Default: 'Done' },
        Rest: { Type: 'Wait', Seconds: 60, Next: 'Done' },
        Done: { Type: 'Succeed' },
      },
    });
    const client = await clientOf(states);
    for (const name of ['one', 'two', 'three']) {
      const input = JSON.stringify({ wait: name === 'two' });
      const { ended } = await states.startExecution({ stateMachineArn: machineArn, name, input });
      if (name !== 'two') await ended;
    }
    const list = async (rest: object) => {
      const input = { stateMachineArn: machineArn, ...rest };
      const { executions, nextToken } = await client.send(new ListExecutionsCommand(input));
      return { names: executions?.map(({ name }) => name), nextToken };
    };

    expect((await list({})).names).toEqual(['three', 'two', 'one']);
    expect((await list({ statusFilter: 'RUNNING' })).names).toEqual(['two']);
    const { names, nextToken } = await list({ maxResults: 2 });
    expect(names).toEqual(['three', 'two']);
    expect(await list({ maxResults: 2, nextToken })).toEqual({ names: ['one'], nextToken: undefined });
    await expect(list({ nextToken: 'forged' })).rejects.toMatchObject({ name: 'InvalidToken' });
  });
});

describe('a state machine', () => {
  it('is listed and described', async () => {
    const client = await clientOf(openStates(increment));

    const { stateMachines } = await client.send(new ListStateMachinesCommand({}));
    const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn: machineArn }));

    expect(stateMachines).toMatchObject([{ stateMachineArn: machineArn, name: 'machine', type: 'STANDARD' }]);
    expect(described).toMatchObject({ status: 'ACTIVE', roleArn: roleArn('worker'), name: 'machine' });
    expect(JSON.parse(described.definition ?? '')).toEqual({ QueryLanguage: 'JSONata', ...increment });
  });
});

describe('a request', () => {
  const refused: [string, sdk.StartExecutionCommandInput | object, string, string | RegExp][] = [
    ['of no ARN', { stateMachineArn: 'machine' }, 'InvalidArn', "Invalid Arn: 'Invalid ARN prefix: machine'"],
    [
      'of another ARN',
      { stateMachineArn: `${executionArn}:one` },
      'InvalidArn',
      /Resource type not valid in this context: execution/,
    ],
    [
      'of a machine that is not there',
      { stateMachineArn: `${machineArn}s` },
      'StateMachineDoesNotExist',
      `State Machine Does Not Exist: '${machineArn}s'`,
    ],
    ['with a bad name', { stateMachineArn: machineArn, name: 'a b' }, 'InvalidName', "Invalid Name: 'a b'"],
    [
      'with an empty name',
      { stateMachineArn: machineArn, name: '' },
      'ValidationException',
      /'name' failed to satisfy constraint/,
    ],
    [
      'with input that is no JSON',
      { stateMachineArn: machineArn, input: 'a' },
      'InvalidExecutionInput',
      /^Invalid State Machine Execution Input: '/,
    ],
  ];
  it.each(refused)('%s is refused', async (_, input, name, message) => {
    const client = await clientOf(openStates(waiting));

    await expect(client.send(new StartExecutionCommand(input as sdk.StartExecutionCommandInput))).rejects.toMatchObject(
      { name, message: typeof message === 'string' ? message : expect.stringMatching(message) },
    );
  });

  it('of an execution that is not there is refused', async () => {
    const client = await clientOf(openStates(waiting));
    const one = { executionArn: `${executionArn}:one` };

    for (const command of [new DescribeExecutionCommand(one), new StopExecutionCommand(one)]) {
      await expect(client.send(command as DescribeExecutionCommand)).rejects.toMatchObject({
        name: 'ExecutionDoesNotExist',
        message: `Execution Does Not Exist: '${executionArn}:one'`,
      });
    }
  });

  it('needs the right to its action on the machine', async () => {
    const statements = [{ Effect: 'Allow', Action: 'states:StartExecution', Resource: `${machineArn}2` }];
    const states = openStates(waiting, { statements });
    const client = await clientOf(states, states.iam.issueCredentials(roleArn('worker'), 'me'));

    await expect(client.send(new StartExecutionCommand({ stateMachineArn: machineArn }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`perform: states:StartExecution on resource: ${machineArn} because no identity`),
    });
  });

  it('of another operation is refused by name', async () => {
    const client = await clientOf(openStates(waiting));

    await expect(client.send(new ListActivitiesCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('AWSStepFunctions.ListActivities'),
    });
  });
});

describe('the operations', () => {
  it.each(allOperations)('take the members that the SDK sends: $name', ({ name, shape }) => {
    expect(Object.keys(shape.members).sort()).toEqual(sdkRequest(sdk, name).members);
  });

  const model = findServiceModel('stepfunctions', 'IncludedData');
  it.runIf(model).each(allOperations)('have the constraints of the service’s own model: $name', ({ name, shape }) => {
    const input = model?.operations[name]?.input.shape ?? '';

    expect(model && differences(model, shape, input, name)).toEqual([]);
  });
});
