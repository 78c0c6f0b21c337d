/** What both operations that submit statements take besides the statements. */
export const submissionMembers = [
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
] as const;
