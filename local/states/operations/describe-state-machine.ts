import { findStateMachine } from '../find-state-machine.ts';
import { arn } from '../protocol/request-members.ts';
import { requireArn } from '../protocol/require-arn.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: {
    stateMachineArn: { ...arn, required: true },
    includedData: { type: 'string', values: ['ALL_DATA', 'METADATA_ONLY'] },
  },
} as const;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html */
export const describeStateMachine = operation('DescribeStateMachine', shape, async (api, principal, input) => {
  requireArn(input.stateMachineArn, 'stateMachine');
  api.iam.authorize(principal, 'states:DescribeStateMachine', input.stateMachineArn);
  const machine = findStateMachine(api.machines, input.stateMachineArn);
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    status: 'ACTIVE',
    type: 'STANDARD',
    roleArn: machine.roleArn,
    creationDate: api.startedAt / 1_000,
    ...(input.includedData !== 'METADATA_ONLY' && { definition: machine.definitionText }),
  };
});
