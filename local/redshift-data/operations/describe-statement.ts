import { statementId, waitTimeSeconds } from '../protocol/request-members.ts';
import { ownStatement } from '../statements/own-statement.ts';
import { type Execution, hasResultSet, type SubmittedStatement, waitUntilEnded } from '../statements/statement.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { Id: { ...statementId, required: true }, WaitTimeSeconds: waitTimeSeconds },
} as const;

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeStatement.html */
export const describeStatement = operation('DescribeStatement', shape, async (api, principal, input) => {
  const { statement, execution } = ownStatement(api, principal, 'redshift-data:DescribeStatement', input.Id);
  await waitUntilEnded(statement, input.WaitTimeSeconds);
  const [alone] = statement.executions;
  const one = execution ?? (statement.executionMode === undefined ? alone : undefined);
  return JSON.stringify({
    ...circumstances(statement),
    ...(one ? describeOne(statement, one) : describeBatch(statement)),
  });
});

/** What a batch and its SQL texts have in common; members that are undefined stay off the wire. */
function circumstances({ connection, parameters, redshiftPid, resultFormat, session }: SubmittedStatement) {
  return {
    Database: connection.database,
    DbUser: connection.secretArn === undefined ? connection.dbUser : undefined,
    SecretArn: connection.secretArn,
    WorkgroupName: connection.workgroup.name,
    QueryParameters: parameters.length > 0 ? parameters : undefined,
    RedshiftPid: redshiftPid,
    ResultFormat: resultFormat,
    SessionId: session?.id,
  };
}

/** -1 stands for a number that isn't known yet, as on AWS. */
function describeOne({ createdAt }: SubmittedStatement, execution: Execution) {
  const { id, sql, status, updatedAt, durationNs, error, outcome, redshiftQueryId } = execution;
  return {
    Id: id,
    Status: status,
    CreatedAt: createdAt / 1_000,
    UpdatedAt: updatedAt / 1_000,
    Duration: durationNs ?? -1,
    Error: error,
    HasResultSet: outcome?.hasResultSet ?? false,
    ResultRows: outcome?.rowCount ?? -1,
    ResultSize: outcome?.resultSize ?? -1,
    QueryString: sql,
    RedshiftQueryId: redshiftQueryId,
  };
}

/** Of a batch AWS adds up what its SQL texts took and gave. */
function describeBatch(batch: SubmittedStatement) {
  const { id, createdAt, executions, executionMode, progress } = batch;
  const { status, updatedAt, error } = progress;
  return {
    Id: id,
    Status: status,
    CreatedAt: createdAt / 1_000,
    UpdatedAt: updatedAt / 1_000,
    Duration: sum(executions.map(({ durationNs }) => durationNs)),
    Error: error,
    HasResultSet: hasResultSet(batch),
    ResultRows: sum(executions.map(({ outcome }) => outcome?.rowCount)),
    ResultSize: sum(executions.map(({ outcome }) => outcome?.resultSize)),
    RedshiftQueryId: 0,
    ExecutionMode: executionMode,
    SubStatements: executions.map((execution) => describeOne(batch, execution)),
  };
}

function sum(numbers: ReadonlyArray<number | undefined>): number {
  const known = numbers.filter((number) => number !== undefined);
  return known.length === 0 ? -1 : known.reduce((total, number) => total + number, 0);
}
