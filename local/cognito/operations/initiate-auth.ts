import { ServiceError } from '../../aws-json.ts';
import { findClient } from '../open-pool.ts';
import { initiateMembers, userContextData } from '../protocol/request-members.ts';
import { type AuthFlow, chooseFlow, passwordFlow, refreshFlow, srpFlow } from '../sign-in/auth-flow.ts';
import { operation } from './operation.ts';

const shape = { type: 'structure', members: { ...initiateMembers, UserContextData: userContextData } } as const;

const flows: ReadonlyMap<string, AuthFlow> = new Map([
  ['USER_PASSWORD_AUTH', passwordFlow],
  ['USER_SRP_AUTH', srpFlow],
  ['REFRESH_TOKEN_AUTH', refreshFlow],
  ['REFRESH_TOKEN', refreshFlow],
]);

/**
 * Begins a sign-in, or goes on with one by its refresh token.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
 */
export const initiateAuth = operation('InitiateAuth', shape, async ({ pools }, input) => {
  const target = findClient(pools, input.ClientId);
  const { AuthFlow: name, AuthParameters: parameters = {} } = input;
  if (name.startsWith('ADMIN_'))
    throw new ServiceError('InvalidParameterException', 'Initiate Auth method not supported.');
  return chooseFlow(flows, name, target.client, `${name} flow not enabled for this client`)(target, parameters);
});
