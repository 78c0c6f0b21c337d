import { redshiftDataIntegration } from './redshift-data-integration.ts';

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html */
export const executeStatement = redshiftDataIntegration('ExecuteStatement', {
  members: [
    'Sql',
    'ClientToken',
    'ClusterIdentifier',
    'Database',
    'DbUser',
    'Parameters',
    'ResultFormat',
    'SecretArn',
    'SessionId',
    'SessionKeepAliveSeconds',
    'StatementName',
    'WithEvent',
    'WorkgroupName',
  ],
  required: ['Sql'],
});
