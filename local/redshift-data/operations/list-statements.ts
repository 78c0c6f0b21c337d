import { latestPage } from '../../next-token.ts';
import { findAskedWorkgroup } from '../connection.ts';
import { computeMembers } from '../protocol/request-members.ts';
import { isVisible } from '../statements/owner.ts';
import type { SubmittedStatement } from '../statements/statement.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: {
    NextToken: { type: 'string' },
    MaxResults: { type: 'integer', least: 0, most: 100 },
    StatementName: { type: 'string', minLength: 0, maxLength: 2048 },
    Status: {
      type: 'string',
      values: ['SUBMITTED', 'PICKED', 'STARTED', 'FINISHED', 'ABORTED', 'FAILED', 'ALL'],
    },
    RoleLevel: { type: 'boolean' },
    Database: { type: 'string' },
    ...computeMembers,
  },
} as const;

/**
 * Lists the caller's statements of the last 24 hours, the latest first; without a Status those that have FINISHED.
 *
 * https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListStatements.html
 */
export const listStatements = operation('ListStatements', shape, async (api, principal, input) => {
  const { StatementName = '', Status = 'FINISHED', RoleLevel = true, Database } = input;
  // A policy that asks for the owner allows the list of the caller's own session only.
  api.iam.authorize(principal, 'redshift-data:ListStatements', '*', {
    'redshift-data:statement-owner-iam-userid': RoleLevel ? undefined : principal.userId,
  });
  const workgroup = findAskedWorkgroup(api.workgroups, input);
  const filters = [principal.userId, StatementName, Status, RoleLevel, Database, workgroup?.arn];
  const found = api.statements
    .list()
    .filter(({ owner }) => isVisible(owner, principal, RoleLevel))
    .filter(({ progress }) => Status === 'ALL' || progress.status === Status)
    .filter(({ statementName = '' }) => statementName.startsWith(StatementName))
    .filter(({ connection }) => Database === undefined || connection.database === Database)
    .filter(({ connection }) => workgroup === undefined || connection.workgroup === workgroup);
  const page = latestPage(`ListStatements ${JSON.stringify(filters)}`, found, input, 100);
  return JSON.stringify({ Statements: page.items.map(statementData), NextToken: page.nextToken });
});

function statementData(statement: SubmittedStatement) {
  const { id, connection, createdAt, executionMode, parameters, progress, resultFormat, session, sqls } = statement;
  const isBatch = executionMode !== undefined;
  return {
    Id: id,
    ...(isBatch ? { QueryStrings: sqls } : { QueryString: sqls[0] }),
    SecretArn: connection.secretArn,
    Status: progress.status,
    StatementName: statement.statementName,
    CreatedAt: createdAt / 1_000,
    UpdatedAt: progress.updatedAt / 1_000,
    QueryParameters: parameters.length > 0 ? parameters : undefined,
    IsBatchStatement: isBatch,
    ResultFormat: resultFormat,
    SessionId: session?.id,
  };
}
