import { operation } from './operation.ts';
import { ownStatement } from './own-statement.ts';
import { type SubmittedStatement, waitUntilEnded } from './statement.ts';

const shape = {
  type: 'structure',
  members: {
    Id: { type: 'string', required: true },
    WaitTimeSeconds: { type: 'integer', least: 1, most: 30 },
  },
} as const;

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeStatement.html */
export const describeStatement = operation('DescribeStatement', shape, async (api, principal, input) => {
  const statement = ownStatement(api, principal, 'redshift-data:DescribeStatement', input.Id);
  await waitUntilEnded(statement, input.WaitTimeSeconds);
  return JSON.stringify(output(statement));
});

/** Members that are undefined stay off the wire; -1 stands for a number that isn't known yet, as on AWS. */
function output(statement: SubmittedStatement) {
  const { connection, parameters, result } = statement;
  return {
    Id: statement.id,
    Status: statement.status,
    CreatedAt: statement.createdAt / 1_000,
    UpdatedAt: statement.updatedAt / 1_000,
    Duration: statement.durationNs ?? -1,
    Error: statement.error,
    HasResultSet: result?.hasResultSet ?? false,
    ResultRows: result?.rowCount ?? -1,
    ResultSize: result ? statement.resultSize : -1,
    ResultFormat: 'JSON',
    QueryString: statement.sql,
    QueryParameters: parameters.length > 0 ? parameters : undefined,
    RedshiftPid: statement.redshiftPid,
    RedshiftQueryId: statement.redshiftQueryId,
    Database: connection.database,
    DbUser: connection.secretArn === undefined ? connection.dbUser : undefined,
    SecretArn: connection.secretArn,
    WorkgroupName: connection.workgroup.name,
  };
}
