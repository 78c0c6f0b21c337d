import { appClientTest } from './appsync/auth/app-client.ts';
import { readUserPoolAuth } from './appsync/auth/read-user-pool-auth.ts';
import { readUserPools, type UserPool } from './cognito/pools/user-pool.ts';
import type { UserPoolClient } from './cognito/pools/user-pool-client.ts';
import type { Resource } from './template/template.ts';

/** Who may call the template's API. */
export interface ApiUsers {
  readonly pool: UserPool;
  /** The app client for people at a browser or a shell: the first that has no secret and that the API admits. */
  readonly client: UserPoolClient | undefined;
  /** The name that the demo user signs in by. */
  readonly demoUsername: string;
}

/**
 * Finds the user pool of the API.
 *
 * @throws Error when the API has another kind of authorization, or a user pool that is not the template's.
 */
export function readApiUsers(resources: readonly Resource[]): ApiUsers {
  const api = resources.find(({ type }) => type === 'AWS::AppSync::GraphQLApi');
  if (!api) throw new Error('The template has no AWS::AppSync::GraphQLApi');
  const { userPoolId, appIdClientRegex } = readUserPoolAuth(api);
  const pool = readUserPools(resources).find(({ poolId }) => poolId === userPoolId);
  if (!pool) throw new Error(`${api.type} ${api.logicalId}: user pool ${userPoolId} is not in the template`);
  const isAdmitted = appClientTest(appIdClientRegex);
  const client = pool.clients.find(({ clientId, secret }) => secret === undefined && isAdmitted(clientId));
  return { pool, client, demoUsername: demoUsername(pool) };
}

/** In the form that the pool asks for. */
function demoUsername({ usernameAttributes }: UserPool): string {
  if (usernameAttributes.includes('email')) return 'demo@example.com';
  return usernameAttributes.includes('phone_number') ? '+15555550100' : 'demo';
}
