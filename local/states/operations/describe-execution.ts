import { findExecution } from '../executions/find-execution.ts';
import { arn } from '../protocol/request-members.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: {
    executionArn: { ...arn, required: true },
    includedData: { type: 'string', values: ['ALL_DATA', 'METADATA_ONLY'] },
  },
} as const;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
export const describeExecution = operation('DescribeExecution', shape, async (api, principal, input) => {
  const execution = findExecution(api, principal, 'states:DescribeExecution', input.executionArn);
  const { input: given, output, error, cause } = execution;
  const details = { included: true };
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.stateMachineArn,
    name: execution.name,
    status: execution.status,
    startDate: execution.startDate / 1_000,
    ...(execution.stopDate !== undefined && { stopDate: execution.stopDate / 1_000 }),
    ...(input.includedData !== 'METADATA_ONLY' && {
      ...{ input: given, inputDetails: details, error, cause },
      ...(output !== undefined && { output, outputDetails: details }),
    }),
  };
});
