import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { type AwsSdkCall, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import type { IDependable } from 'constructs';
import type { SdkCalls } from '../sdk-calls.ts';
import type { Training } from './training.ts';

/** What a deployment trains on. */
export interface DeployedHistory {
  /** Done when the history lies in the bucket. */
  readonly upload: IDependable;
  /** Another one for other contents. */
  readonly hash: string;
}

/**
 * Starts the workflow when the stack is made, and again by an update that changes the history or the workflow. The
 * deployment does not wait for its end. A training costs, so it starts after all that is in `rest`: what fails before
 * undoes the stack.
 */
export function startAtDeployment(
  calls: SdkCalls,
  training: Training,
  { upload, hash }: DeployedHistory,
  rest: readonly IDependable[] = [],
): void {
  const { stateMachineArn } = training.stateMachine;
  const start: AwsSdkCall = {
    service: 'SFN',
    action: 'StartExecution',
    parameters: {
      stateMachineArn,
      input: JSON.stringify({ startedBy: 'deployment', history: hash, workflow: training.workflowHash }),
    },
    physicalResourceId: PhysicalResourceId.of('training'),
    outputPaths: ['executionArn'],
  };
  const call = calls.add('StartTraining', {
    onCreate: start,
    onUpdate: start,
    statements: [new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn] })],
  });
  call.node.addDependency(upload, training, ...rest);
}

/** Starts the workflow by a schedule, in UTC, e.g. `rate(30 days)`. */
export function startBySchedule(training: Training, expression: string): void {
  new Schedule(training, 'Schedule', {
    description: 'Trains the model anew.',
    schedule: ScheduleExpression.expression(expression),
    target: new StepFunctionsStartExecution(training.stateMachine, {
      retryAttempts: 3,
    }),
  });
}
