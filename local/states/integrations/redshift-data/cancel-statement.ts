import { redshiftDataIntegration } from './redshift-data-integration.ts';

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_CancelStatement.html */
export const cancelStatement = redshiftDataIntegration('CancelStatement', {
  members: ['Id'],
  required: ['Id'],
});
