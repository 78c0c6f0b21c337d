import * as sfnSdk from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { modeledErrors } from '../../local/states/integrations/sfn/sfn-integration.ts';
import { execute, machineArn, oneState, openStates } from './open-states.ts';

describe('an sfn task', () => {
  const executionArn = machineArn.replace(':stateMachine:', ':execution:');
  const task = (operation: string, taskArguments: object) =>
    oneState({ Type: 'Task', Resource: `arn:aws:states:::aws-sdk:sfn:${operation}`, Arguments: taskArguments });

  it('knows errors that the SDK has', () => {
    expect(Object.keys(sfnSdk)).toEqual(expect.arrayContaining(modeledErrors));
  });

  it('lists the executions of its own state machine', async () => {
    const { result, startDate } = await execute(
      task('listExecutions', { StateMachineArn: '{% $states.context.StateMachine.Id %}', StatusFilter: 'RUNNING' }),
    );

    expect(result).toEqual({
      Executions: [
        {
          ...{ ExecutionArn: `${executionArn}:one`, StateMachineArn: machineArn, Name: 'one', Status: 'RUNNING' },
          StartDate: new Date(startDate).toISOString(),
        },
      ],
    });
  });

  it('describes an execution, with its input as text', async () => {
    const machine = task('describeExecution', { ExecutionArn: '{% $states.context.Execution.Id %}' });

    expect((await execute(machine, { n: 1 })).result).toMatchObject({
      ...{ Name: 'one', Status: 'RUNNING', Input: '{"n":1}', InputDetails: { Included: true } },
    });
  });

  it.each([
    [{ StateMachineArn: `${machineArn}s` }, 'Sfn.StateMachineDoesNotExistException', /^State Machine Does Not Exist: /],
    [{ StateMachineArn: machineArn, MaxResults: 1001 }, 'Sfn.ValidationException', /^1 validation error detected: /],
  ])('fails with %j as the service does', async (taskArguments, error, words) => {
    expect(await execute(task('listExecutions', taskArguments))).toMatchObject({
      error,
      cause: expect.stringMatching(words),
    });
  });

  it('fails without the right to ask of this state machine', async () => {
    const statements = [{ Effect: 'Allow', Action: 'states:ListExecutions', Resource: `${machineArn}s` }];
    const machine = task('listExecutions', { StateMachineArn: machineArn });

    expect(await execute(machine, {}, { statements })).toMatchObject({
      error: 'Sfn.SfnException',
      cause: expect.stringMatching(
        /worker\/\w+ is not authorized to perform: states:ListExecutions on resource: arn:aws:states:.*:machine because .* \(Service: Sfn, Status Code: 400, Request ID: /,
      ),
    });
  });

  it('has no other members than the service knows', () => {
    const machine = task('listExecutions', { stateMachineArn: machineArn });

    expect(() => openStates(machine)).toThrow('The field "stateMachineArn" is not supported by Step Functions');
  });
});
