import { submissionMembers } from '../protocol/request-members.ts';
import { submit } from '../statements/submit.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: {
    Sqls: { type: 'list', required: true, minLength: 1, maxLength: 40, member: { type: 'string' } },
    ...submissionMembers,
    ExecutionMode: { type: 'string', values: ['TRANSACTION', 'AUTO_COMMIT'] },
  },
} as const;

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html */
export const batchExecuteStatement = operation('BatchExecuteStatement', shape, (api, principal, input) => {
  const { Sqls: sqls, ExecutionMode: executionMode = 'TRANSACTION' } = input;
  return submit(api, principal, { action: 'redshift-data:BatchExecuteStatement', sqls, executionMode, input });
});
