import { redshiftDataIntegration } from './redshift-data-integration.ts';

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeStatement.html */
export const describeStatement = redshiftDataIntegration('DescribeStatement', {
  members: ['Id'],
  required: ['Id'],
});
