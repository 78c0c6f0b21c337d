import { ServiceError } from '../../aws-json.ts';
import { findClient } from '../open-pool.ts';
import { contextData, initiateMembers, userPoolId } from '../protocol/request-members.ts';
import { type AuthFlow, chooseFlow, passwordFlow, refreshFlow, srpFlow } from '../sign-in/auth-flow.ts';
import { adminOperation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { UserPoolId: userPoolId, ...initiateMembers, ContextData: contextData },
} as const;

const flows: ReadonlyMap<string, AuthFlow> = new Map([
  ['ADMIN_USER_PASSWORD_AUTH', passwordFlow],
  ['ADMIN_NO_SRP_AUTH', passwordFlow],
  ['USER_SRP_AUTH', srpFlow],
  ['REFRESH_TOKEN_AUTH', refreshFlow],
  ['REFRESH_TOKEN', refreshFlow],
]);

/**
 * Begins a sign-in on behalf of a user, or goes on with one by its refresh token.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html
 */
export const adminInitiateAuth = adminOperation('AdminInitiateAuth', shape, async (open, input) => {
  const target = findClient([open], input.ClientId);
  const { AuthFlow: name, AuthParameters: parameters = {} } = input;
  if (name === 'USER_PASSWORD_AUTH')
    throw new ServiceError('InvalidParameterException', 'Initiate Auth method not supported.');
  return chooseFlow(flows, name, target.client, 'Auth flow not enabled for this client')(target, parameters);
});
