import { ServiceError } from '../../aws-json.ts';
import type { OpenPool } from '../open-pool.ts';
import { checkPassword, generatePassword } from '../pools/password-policy.ts';
import { adminMembers, attributes, clientMetadata, optionalPassword } from '../protocol/request-members.ts';
import type { UserState } from '../state.ts';
import { checkAttributes, readAttributes, withoutEmpty } from '../users/attributes.ts';
import { setPassword } from '../users/change-user.ts';
import { createUser } from '../users/create-user.ts';
import { describeUser } from '../users/describe-user.ts';
import { requireUser } from '../users/find-user.ts';
import { adminOperation } from './operation.ts';

const shape = {
  type: 'structure',
  members: {
    ...adminMembers,
    UserAttributes: attributes,
    ValidationData: attributes,
    TemporaryPassword: optionalPassword,
    ForceAliasCreation: { type: 'boolean' },
    MessageAction: { type: 'string', values: ['RESEND', 'SUPPRESS'] },
    DesiredDeliveryMediums: { type: 'list', member: { type: 'string', values: ['SMS', 'EMAIL'] } },
    ClientMetadata: clientMetadata,
  },
} as const;

/**
 * Makes a user with a temporary password, which must be changed at the first sign-in. What Cognito would mail, a password of
 * its own making, goes to the log.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
 */
export const adminCreateUser = adminOperation('AdminCreateUser', shape, async (open, input) => {
  const { Username, MessageAction, TemporaryPassword: given } = input;
  const { passwordPolicy } = open.pool;
  const password = given ?? generatePassword(passwordPolicy);
  checkPassword(password, passwordPolicy);
  const user = MessageAction === 'RESEND' ? await resend(open, Username, password) : await create();
  if (given === undefined && MessageAction !== 'SUPPRESS') {
    open.log(`cognito: the temporary password of ${Username} is ${password}`);
  }
  return { User: describeUser(user) };

  async function create(): Promise<UserState> {
    const own = withoutEmpty(readAttributes(input.UserAttributes));
    checkAttributes(open.pool, own, true);
    const isAliasForced = input.ForceAliasCreation ?? false;
    const status = 'FORCE_CHANGE_PASSWORD';
    return createUser(open, { name: Username, password, status, attributes: own, groups: [], isAliasForced });
  }
});

/** Invites a user again, with another temporary password. */
async function resend(open: OpenPool, name: string, password: string): Promise<UserState> {
  const user = await requireUser(open, name);
  if (user.status !== 'FORCE_CHANGE_PASSWORD') {
    throw new ServiceError(
      'UnsupportedUserStateException',
      `Resend not possible. ${name} status is not FORCE_CHANGE_PASSWORD`,
    );
  }
  return setPassword(open, user, password, false);
}
