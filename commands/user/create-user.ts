import { randomBytes } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  GetGroupCommand,
  ListGroupsCommand,
  ResourceNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Deployment } from '../deployment/deployment.ts';

/** Who is to be made. */
export interface NewUser {
  /** Also the name to sign in with. */
  readonly email: string;
  readonly group: string;
}

/**
 * Makes a user who must choose a password at the first sign-in, and gives the temporary one; undefined on AWS, where Cognito
 * mails it.
 *
 * @throws Error when the user is there already, or the group is not.
 */
export async function createUser(deployment: Deployment, { email, group }: NewUser): Promise<string | undefined> {
  const client = new CognitoIdentityProviderClient(deployment.client);
  const UserPoolId = deployment.output('UserPoolId');
  // Before the user is made, so that no failure leaves half of one.
  await requireGroup(client, UserPoolId, group);
  const password = deployment.isLocal ? `Temp-${randomBytes(9).toString('base64url')}-7a` : undefined;
  const invitation = password
    ? { TemporaryPassword: password, MessageAction: 'SUPPRESS' as const }
    : { DesiredDeliveryMediums: ['EMAIL' as const] };
  const UserAttributes = [
    { Name: 'email', Value: email },
    // Only to a verified address Cognito sends what lets its owner back in.
    { Name: 'email_verified', Value: 'true' },
  ];
  try {
    await client.send(new AdminCreateUserCommand({ UserPoolId, Username: email, UserAttributes, ...invitation }));
  } catch (cause) {
    if (!(cause instanceof UsernameExistsException)) throw cause;
    throw new Error(`There is a user ${email} already`, { cause });
  }
  await client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: email, GroupName: group }));
  return password;
}

async function requireGroup(client: CognitoIdentityProviderClient, UserPoolId: string, GroupName: string) {
  try {
    await client.send(new GetGroupCommand({ UserPoolId, GroupName }));
  } catch (cause) {
    if (!(cause instanceof ResourceNotFoundException)) throw cause;
    const { Groups = [] } = await client.send(new ListGroupsCommand({ UserPoolId }));
    const known = Groups.map((group) => group.GroupName).join(', ');
    throw new Error(`There is no group ${GroupName}; there are ${known || 'none'}`, { cause });
  }
}
