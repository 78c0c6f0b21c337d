import { redshiftDataIntegration } from './redshift-data-integration.ts';
import { submissionMembers } from './submission-members.ts';

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html */
export const batchExecuteStatement = redshiftDataIntegration('BatchExecuteStatement', {
  members: ['Sqls', ...submissionMembers],
  required: ['Sqls'],
});
