import * as sdk from '@aws-sdk/client-redshift-data';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../local/http.ts';
import { type Credentials, createIam } from '../../local/iam/iam.ts';
import { createRedshiftData } from '../../local/redshift-data/redshift-data.ts';
import { accountId } from '../iam/roles.ts';
import { signedRequest } from '../iam/signed-request.ts';
import { sdkMembers, sdkResponse } from '../service-model.ts';
import { database, workgroup } from './open-data-api.ts';
import { column, scriptedEngine, table } from './scripted-engine.ts';

let operator: Credentials;
let handle: (request: HttpRequest) => Promise<HttpResponse>;

beforeEach(() => {
  const iam = createIam({ resources: [], accountId });
  operator = iam.issueOperatorCredentials();
  const engine = scriptedEngine();
  const answer = table([column('one', 'varchar')], ['public', 'loans', 'BASE TABLE']);
  handle = createRedshiftData({ engine: { ...engine, execute: async () => answer }, iam, workgroups: [workgroup] });
});

/** The answer as it stands on the wire. */
async function ask(operation: string, body: object): Promise<Record<string, unknown>> {
  const { body: text } = await handle(await signedRequest(operator, { operation, body: JSON.stringify(body) }));
  return JSON.parse(String(text));
}

const first = (answer: Record<string, unknown>, member: string) => Object.keys((answer[member] as object[])[0] ?? {});

describe('what is answered', () => {
  it('has the members of the SDK’s schemas and no others', async () => {
    const where = { ...database, WaitTimeSeconds: 30, SessionKeepAliveSeconds: 60 };
    const executed = await ask('ExecuteStatement', { ...where, Sql: 'SELECT 1', StatementName: 'one' });
    const batch = await ask('BatchExecuteStatement', { ...where, Sqls: ['SELECT 1'], ResultFormat: 'CSV' });
    const answers = {
      ExecuteStatement: executed,
      BatchExecuteStatement: batch,
      DescribeStatement: await ask('DescribeStatement', { Id: batch.Id }),
      ListStatements: await ask('ListStatements', { MaxResults: 1 }),
      ListSessions: await ask('ListSessions', { MaxResults: 1 }),
      ListDatabases: await ask('ListDatabases', database),
      ListSchemas: await ask('ListSchemas', database),
      ListTables: await ask('ListTables', database),
      DescribeTable: await ask('DescribeTable', { ...database, Table: 'loans' }),
    };

    for (const [operation, answer] of Object.entries(answers)) {
      expect(sdkResponse(sdk, operation)).toEqual(expect.arrayContaining(Object.keys(answer)));
    }
    expect(sdkMembers(sdk, 'SubStatementData')).toEqual(
      expect.arrayContaining(first(answers.DescribeStatement, 'SubStatements')),
    );
    expect(sdkMembers(sdk, 'StatementData')).toEqual(
      expect.arrayContaining(first(answers.ListStatements, 'Statements')),
    );
    expect(sdkMembers(sdk, 'SessionData')).toEqual(expect.arrayContaining(first(answers.ListSessions, 'Sessions')));
    expect(sdkMembers(sdk, 'TableMember')).toEqual(expect.arrayContaining(first(answers.ListTables, 'Tables')));
    expect(sdkMembers(sdk, 'ColumnMetadata')).toEqual(
      expect.arrayContaining(first(answers.DescribeTable, 'ColumnList')),
    );
  });
});
