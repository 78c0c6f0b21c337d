import { redshiftDataIntegration } from './redshift-data-integration.ts';

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_GetStatementResult.html */
export const getStatementResult = redshiftDataIntegration('GetStatementResult', {
  members: ['Id', 'NextToken'],
  required: ['Id'],
});
