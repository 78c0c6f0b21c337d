import { findClient, poolState } from '../open-pool.ts';
import { describeClient } from '../pools/describe-client.ts';
import { clientId, userPoolId } from '../protocol/request-members.ts';
import { adminOperation } from './operation.ts';

const shape = { type: 'structure', members: { UserPoolId: userPoolId, ClientId: clientId } } as const;

/**
 * Tells about an app client, its secret included.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html
 */
export const describeUserPoolClient = adminOperation('DescribeUserPoolClient', shape, async (open, { ClientId }) => {
  const { client } = findClient([open], ClientId);
  const { createdAt } = await poolState(open);
  return { UserPoolClient: { UserPoolId: open.pool.poolId, ...describeClient(client, createdAt) } };
});
