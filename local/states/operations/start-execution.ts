import { arn, executionName } from '../protocol/request-members.ts';
import { requireArn } from '../protocol/require-arn.ts';
import { requireName } from '../protocol/require-name.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: {
    stateMachineArn: { ...arn, required: true },
    name: executionName,
    input: { type: 'string', maxLength: 262_144, sensitive: true },
    traceHeader: { type: 'string', minLength: 0, maxLength: 256, pattern: /^\p{ASCII}*$/u },
  },
} as const;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export const startExecution = operation('StartExecution', shape, async (api, principal, input) => {
  requireArn(input.stateMachineArn, 'stateMachine');
  api.iam.authorize(principal, 'states:StartExecution', input.stateMachineArn);
  if (input.name !== undefined) requireName(input.name);
  const { execution } = await api.executor.start(input);
  return { executionArn: execution.arn, startDate: execution.startDate / 1_000 };
});
