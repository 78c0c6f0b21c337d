import { userPoolId } from '../protocol/request-members.ts';
import { adminOperation } from './operation.ts';

const shape = { type: 'structure', members: { UserPoolId: userPoolId } } as const;

/**
 * Tells that a pool asks for no second factor: one that does is refused at start.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html
 */
export const getUserPoolMfaConfig = adminOperation('GetUserPoolMfaConfig', shape, async () => ({
  MfaConfiguration: 'OFF',
}));
