import { findExecution } from '../executions/find-execution.ts';
import { arn } from '../protocol/request-members.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: {
    executionArn: { ...arn, required: true },
    error: { type: 'string', minLength: 0, maxLength: 256, sensitive: true },
    cause: { type: 'string', minLength: 0, maxLength: 32_768, sensitive: true },
  },
} as const;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html */
export const stopExecution = operation('StopExecution', shape, async (api, principal, input) => {
  const { arn: executionArn } = findExecution(api, principal, 'states:StopExecution', input.executionArn);
  await api.executor.stop(executionArn, input.error, input.cause);
  return { stopDate: (api.store.find(executionArn)?.stopDate ?? 0) / 1_000 };
});
