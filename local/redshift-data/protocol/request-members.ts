/** The members that several operations' requests share, with the constraints of the service's model. */

/** A statement's identifier; `:n` names the n-th of a batch. */
export const statementId = {
  type: 'string',
  pattern: /^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\d{0,2})?$/,
  patternMessage: 'id must satisfy regex pattern: ^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\\d+)?$',
} as const;

/** A session's identifier has the pattern of a statement's. */
export const sessionId = { type: 'string', pattern: statementId.pattern } as const;

/** Seconds that a request may wait for a statement's end. */
export const waitTimeSeconds = { type: 'integer', least: 1, most: 30 } as const;

/** A cluster's or workgroup's name. */
export const computeMembers = {
  ClusterIdentifier: { type: 'string', minLength: 1, maxLength: 63, pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/ },
  WorkgroupName: {
    type: 'string',
    minLength: 3,
    maxLength: 128,
    pattern:
      /^.*((^[a-z0-9-]{3,63}$)|^(arn:(aws(-[a-z]+)*):redshift-serverless:[a-z]{2}(-gov|(-iso[a-z]?))?-[a-z]+-\d{1}:\d{12}:workgroup\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}))$/,
  },
} as const;

/** To which database, and as whom. */
export const connectionMembers = {
  ...computeMembers,
  SecretArn: { type: 'string' },
  DbUser: { type: 'string' },
  Database: { type: 'string' },
} as const;

/** Pages of a list; a page of 0 is one of the service's own choice. */
export const pageMembers = {
  NextToken: { type: 'string' },
  MaxResults: { type: 'integer', least: 0, most: 1_000 },
} as const;

/** What ExecuteStatement and BatchExecuteStatement ask alike. */
export const submissionMembers = {
  ...connectionMembers,
  WithEvent: { type: 'boolean' },
  StatementName: { type: 'string', minLength: 0, maxLength: 2048 },
  Parameters: {
    type: 'list',
    minLength: 1,
    member: {
      type: 'structure',
      members: {
        name: { type: 'string', required: true, pattern: /^[0-9a-zA-Z_]+$/ },
        value: { type: 'string', required: true, minLength: 1 },
      },
    },
  },
  ClientToken: { type: 'string', minLength: 1, maxLength: 64 },
  ResultFormat: { type: 'string', values: ['JSON', 'CSV'] },
  SessionKeepAliveSeconds: { type: 'integer', least: 0, most: 86_400 },
  SessionId: sessionId,
  WaitTimeSeconds: waitTimeSeconds,
} as const;

/** What the questions about a database's objects ask alike. */
export const catalogMembers = {
  ...connectionMembers,
  Database: { type: 'string', required: true },
  ConnectedDatabase: { type: 'string' },
  ...pageMembers,
} as const;
