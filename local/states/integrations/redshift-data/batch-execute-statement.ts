import { redshiftDataIntegration } from './redshift-data-integration.ts';

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html */
export const batchExecuteStatement = redshiftDataIntegration('BatchExecuteStatement', {
  members: [
    'Sqls',
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
  required: ['Sqls'],
});
