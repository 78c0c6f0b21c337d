import { ServiceError } from '../../aws-json.ts';
import { optionalPassword, password, token } from '../protocol/request-members.ts';
import { isPassword } from '../sign-in/password-verifier.ts';
import { verifyAccessToken } from '../tokens/access-token.ts';
import { userAdminScope } from '../tokens/sign-tokens.ts';
import { setPassword } from '../users/change-user.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { PreviousPassword: optionalPassword, ProposedPassword: password, AccessToken: token },
} as const;

/**
 * Gives the bearer of an access token another password.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html
 */
export const changePassword = operation('ChangePassword', shape, async ({ pools }, input) => {
  const { PreviousPassword: previous = '' } = input;
  const { open, user } = await verifyAccessToken(pools, input.AccessToken, userAdminScope);
  open.failedAttempts.check(user.sub);
  if (!isPassword(open.pool.poolId, user.username, previous, user)) {
    open.failedAttempts.count(user.sub);
    throw new ServiceError('NotAuthorizedException', 'Incorrect username or password.');
  }
  await setPassword(open, user, input.ProposedPassword, true);
  return {};
});
