import { ServiceError } from '../aws-json.ts';
import type { InputOf } from './constraints.ts';
import { operation } from './operation.ts';
import { parameterNames } from './sql-parameters.ts';
import { type Submission, type SubmittedStatement, waitUntilEnded } from './statement.ts';
import { openConnection } from './workgroup.ts';

const shape = {
  type: 'structure',
  members: {
    Sql: { type: 'string', required: true },
    ClusterIdentifier: { type: 'string', minLength: 1, maxLength: 63, pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/ },
    WorkgroupName: { type: 'string', minLength: 3, maxLength: 128 },
    SecretArn: { type: 'string' },
    DbUser: { type: 'string' },
    Database: { type: 'string' },
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
    SessionId: { type: 'string' },
    WaitTimeSeconds: { type: 'integer', least: 1, most: 30 },
  },
} as const;

type Input = InputOf<typeof shape>;

/** https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html "Considerations when calling the Data API" */
const maxStatementBytes = 100 * 1024;

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html */
export const executeStatement = operation('ExecuteStatement', shape, async (api, principal, input) => {
  refuseNotEmulated(input);
  const connection = openConnection(api.iam, api.workgroups, principal, 'redshift-data:ExecuteStatement', input);
  const { Sql: sql, Parameters: parameters = [], ClientToken: clientToken } = input;
  checkSql(
    sql,
    parameters.map(({ name }) => name),
  );
  const submission = { sql, parameters, connection, clientToken };
  const statement =
    alreadySubmitted(clientToken && api.statements.findByClientToken(principal, clientToken), submission) ??
    api.statements.submit(principal, submission);
  // Whoever doesn't wait is answered before the statement moves on from SUBMITTED.
  if (input.WaitTimeSeconds !== undefined) await waitUntilEnded(statement, input.WaitTimeSeconds);
  return JSON.stringify(output(statement, input.WorkgroupName));
});

function output(statement: SubmittedStatement, workgroupName: string | undefined) {
  const { database, dbUser, secretArn } = statement.connection;
  return {
    Id: statement.id,
    CreatedAt: statement.createdAt / 1_000,
    Database: database,
    ...(secretArn === undefined ? { DbUser: dbUser } : { SecretArn: secretArn }),
    WorkgroupName: workgroupName,
    Status: statement.status,
    HasResultSet: statement.result?.hasResultSet ?? false,
    RedshiftPid: statement.redshiftPid,
  };
}

function checkSql(sql: string, names: readonly string[]): void {
  if (sql.trim() === '') throw invalid('SQL statement is empty.');
  if (Buffer.byteLength(sql) > maxStatementBytes) throw invalid('SQL statement is longer than 100 KB.');
  if (names.length === 0) return;
  const used = parameterNames(sql);
  const unused = names.filter((name) => !used.has(name));
  if (unused.length > 0) {
    throw invalid(`Parameters list contains unused parameters. Unused parameters: [${unused.join(', ')}]`);
  }
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  if (repeated.length > 0) throw invalid(`Parameters list names a parameter more than once: [${repeated.join(', ')}]`);
}

/** The statement of an earlier request with the same token, if the request is the same. */
function alreadySubmitted(
  earlier: SubmittedStatement | '' | undefined,
  submission: Submission,
): SubmittedStatement | undefined {
  if (!earlier) return undefined;
  if (fingerprint(earlier) !== fingerprint(submission)) {
    throw invalid('ClientToken was used with another request before.');
  }
  return earlier;
}

function fingerprint({ sql, parameters, connection }: Submission): string {
  const { workgroup, database, dbUser } = connection;
  return JSON.stringify([sql, parameters, workgroup.arn, database, dbUser]);
}

function refuseNotEmulated(input: Input): void {
  if (input.SessionId !== undefined || input.SessionKeepAliveSeconds) {
    throw invalid('Sessions are not emulated: leave out SessionId and SessionKeepAliveSeconds.');
  }
  if (input.WithEvent) throw invalid('EventBridge is not emulated: leave out WithEvent.');
  if (input.ResultFormat === 'CSV') throw invalid('GetStatementResultV2 is not emulated: leave out ResultFormat CSV.');
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}
