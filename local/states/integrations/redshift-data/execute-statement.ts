import { redshiftDataIntegration } from './redshift-data-integration.ts';
import { submissionMembers } from './submission-members.ts';

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html */
export const executeStatement = redshiftDataIntegration('ExecuteStatement', {
  members: ['Sql', ...submissionMembers],
  required: ['Sql'],
});
