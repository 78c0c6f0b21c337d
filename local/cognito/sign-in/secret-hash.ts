import { createHmac, timingSafeEqual } from 'node:crypto';
import { ServiceError } from '../../aws-json.ts';
import type { UserPoolClient } from '../pools/user-pool-client.ts';

/**
 * Checks that whoever signs a user in knows the app client's secret, if it has one: SECRET_HASH is HMAC-SHA256 of username
 * and client id.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 *
 * @throws ServiceError NotAuthorizedException.
 */
export function checkSecretHash(
  { clientId, secret }: UserPoolClient,
  username: string,
  hash: string | undefined,
): void {
  if (secret === undefined && hash === undefined) return;
  if (hash === undefined) {
    throw notAuthorized(`Client ${clientId} is configured with secret but SECRET_HASH was not received`);
  }
  const expected = createHmac('sha256', secret ?? '')
    .update(`${username}${clientId}`)
    .digest();
  const given = Buffer.from(hash, 'base64');
  if (secret === undefined || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw notAuthorized(`Unable to verify secret hash for client ${clientId}`);
  }
}

/** Whether `given` is the app client's secret; a client without one wants none. */
export function isClientSecret({ secret }: UserPoolClient, given: string | undefined): boolean {
  if (secret === undefined || given === undefined) return secret === given;
  const [ours, theirs] = [Buffer.from(secret), Buffer.from(given)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

function notAuthorized(message: string): ServiceError {
  return new ServiceError('NotAuthorizedException', message);
}
