import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { type Credentials, createIam, type Iam } from '../../local/iam/iam.ts';
import type { Engine } from '../../local/redshift/engine.ts';
import { createFaults, type Faults, faultsPath } from '../../local/redshift-data/faults/faults.ts';
import { createRedshiftData, type StatementEvent, type Workgroup } from '../../local/redshift-data/redshift-data.ts';
import { serve } from '../../local/serve.ts';
import { accountId, policyResource, roleArn, roleResource } from '../iam/roles.ts';

export const workgroup: Workgroup = {
  name: 'recourse-dev',
  arn: `arn:aws:redshift-serverless:us-east-1:${accountId}:workgroup/0c1f2a3b-0000-4000-8000-000000000000`,
  database: 'recourse',
  adminUser: 'admin',
  adminSecretArn: `arn:aws:secretsmanager:us-east-1:${accountId}:secret:redshift!recourse-dev-admin`,
};

/** The request members that open the test's database. */
export const database = { WorkgroupName: workgroup.name, Database: workgroup.database };

const userid = `\${${'aws:userid'}}`;
const ownerCondition = { StringEquals: { 'redshift-data:statement-owner-iam-userid': userid } };
const statementActions = ['Describe', 'Cancel'].map((verb) => `redshift-data:${verb}Statement`);

/** Roles by what they may do: everything that a caller needs, or all of it but one thing. */
const resources = [
  ...['caller', 'neighbour', 'open', 'stranger', 'keyless', 'secretive', 'owner'].map((name) => roleResource(name)),
  policy(['caller', 'neighbour', 'keyless', 'open'], ['redshift-data:ExecuteStatement'], workgroup.arn),
  policy(['secretive'], ['redshift-data:ExecuteStatement'], workgroup.arn),
  policy(['secretive'], ['secretsmanager:GetSecretValue'], `${workgroup.adminSecretArn}-??????`),
  policy(['caller', 'neighbour', 'open', 'owner'], ['redshift-serverless:GetCredentials'], workgroup.arn),
  policy(['caller', 'neighbour', 'secretive'], [...statementActions, 'redshift-data:GetStatementResult'], '*', {
    Condition: ownerCondition,
  }),
  policy(['open'], ['redshift-data:*'], '*'),
  policy(['owner'], ['redshift-data:ExecuteStatement', 'redshift-data:ListSessions'], '*', {
    Condition: { StringEquals: { 'redshift-data:session-owner-iam-userid': userid } },
  }),
  policy(['owner'], ['redshift-data:ListStatements'], '*', { Condition: ownerCondition }),
];

function policy(roles: string[], Action: string[], Resource: string, rest: Record<string, unknown> = {}) {
  return policyResource(roles, { Effect: 'Allow', Action, Resource, ...rest });
}

export interface OpenDataApi {
  readonly iam: Iam;
  readonly url: string;
  readonly errors: unknown[];
  readonly events: StatementEvent[];
  /** An SDK's client in the name of a role's session, or of the operator. */
  client(role: string, session?: string): RedshiftDataClient;
  clientWith(credentials: Credentials): RedshiftDataClient;
  close(): Promise<void>;
}

/** Serves the Data API on a port of this machine, with the faults that are put on. */
export async function openDataApi(
  engine: Engine,
  clock: () => number = Date.now,
  faults: Faults = createFaults(),
  stateFolder?: string,
): Promise<OpenDataApi> {
  const iam = createIam({ resources, accountId });
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const events: StatementEvent[] = [];
  const onEvent = (event: StatementEvent) => void events.push(event);
  const options = {
    ...{ engine: faults.ofEngine(engine), iam, workgroups: [workgroup], clock, onError, onEvent },
    ...(stateFolder !== undefined && { stateFolder }),
  };
  const handler = faults.ofDataApi(createRedshiftData(options));
  const served = await serve((request) => (request.path === faultsPath ? faults.control : handler)(request), {
    host: '127.0.0.1',
    port: 0,
  });
  const clients: RedshiftDataClient[] = [];

  function clientWith(credentials: Credentials): RedshiftDataClient {
    const client = new RedshiftDataClient({ endpoint: served.url, region: 'us-east-1', credentials, maxAttempts: 1 });
    clients.push(client);
    return client;
  }

  return {
    iam,
    url: served.url,
    errors,
    events,
    client: (role, session = 'one') =>
      clientWith(role === 'operator' ? iam.issueOperatorCredentials() : iam.issueCredentials(roleArn(role), session)),
    clientWith,
    async close() {
      for (const client of clients) client.destroy();
      await served.close();
    },
  };
}
