import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  type AdminCreateUserCommandInput,
  AdminDeleteUserAttributesCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetGroupCommand,
  GetUserPoolMfaConfigCommand,
  ListGroupsCommand,
  ListUsersCommand,
  ListUsersInGroupCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountId, policyResource, roleArn, roleResource } from '../iam/roles.ts';
import { type OpenCognito, openCognito, refusal } from './open-cognito.ts';
import { clientId, poolId, resource, userPoolResources } from './user-pool.ts';

const ofPool = { UserPoolId: poolId };
const poolArn = `arn:aws:cognito-idp:us-east-1:${accountId}:userpool/${poolId}`;
const chiefRole = `arn:aws:iam::${accountId}:role/chief`;
const clerkRole = `arn:aws:iam::${accountId}:role/clerk`;

let open: OpenCognito;

beforeAll(async () => {
  const group = (GroupName: string, rest: object) =>
    resource('AWS::Cognito::UserPoolGroup', GroupName, { UserPoolId: poolId, GroupName, ...rest });
  open = await openCognito([
    ...userPoolResources(
      {},
      {
        AliasAttributes: ['email', 'preferred_username'],
        Schema: [{ Name: 'rank', AttributeDataType: 'Number' }],
        UsernameConfiguration: { CaseSensitive: false },
      },
    ),
    group('clerk', { Precedence: 20, RoleArn: clerkRole, Description: 'Files.' }),
    group('chief', { Precedence: 10, RoleArn: chiefRole }),
    roleResource('reader'),
    policyResource(['reader'], { Effect: 'Allow', Action: 'cognito-idp:AdminGetUser', Resource: poolArn }),
  ]);
});

afterAll(() => open.close());

const create = (Username: string, rest: Partial<AdminCreateUserCommandInput> = {}) =>
  open.client.send(new AdminCreateUserCommand({ ...ofPool, Username, ...rest }));
const email = (Value: string, isVerified = true) => [
  { Name: 'email', Value },
  { Name: 'email_verified', Value: String(isVerified) },
];
const signIn = (USERNAME: string, PASSWORD: string) => open.initiateAuth('USER_PASSWORD_AUTH', { USERNAME, PASSWORD });
const setPassword = (Username: string, Password: string) =>
  open.client.send(new AdminSetUserPasswordCommand({ ...ofPool, Username, Password, Permanent: true }));

describe('AdminCreateUser', () => {
  it('makes a user who must change the temporary password, which the log tells in place of a mail', async () => {
    const { User } = await create('ada', { UserAttributes: email('ada@example.com') });

    expect(User).toMatchObject({
      Username: 'ada',
      Enabled: true,
      UserStatus: 'FORCE_CHANGE_PASSWORD',
      UserCreateDate: new Date(open.clock.now),
      Attributes: [{ Name: 'sub', Value: expect.any(String) }, ...email('ada@example.com')],
    });
    const [, password = ''] = /^cognito: the temporary password of ada is (\S+)$/.exec(open.lines.join()) ?? [];
    expect((await signIn('ada@example.com', password)).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  });

  it('tells nobody where it shall not, and makes another password on asking', async () => {
    open.lines.length = 0;
    await create('bea', { MessageAction: 'SUPPRESS' });
    await create('bob', { TemporaryPassword: 'temporary-horse-1' });
    expect(open.lines).toEqual([]);

    await create('bea', { MessageAction: 'RESEND' });

    expect(open.lines).toEqual([expect.stringContaining('the temporary password of bea is ')]);
    await setPassword('bea', 'correct-horse-1');
    expect(await refusal(create('bea', { MessageAction: 'RESEND' }))).toMatch(/^UnsupportedUserStateException: /);
  });

  it('refuses names, addresses and passwords that it may not take', async () => {
    await create('cy', { UserAttributes: email('cy@example.com') });

    expect(await refusal(create('CY'))).toBe('UsernameExistsException: User account already exists');
    expect(await refusal(create('di', { UserAttributes: email('CY@example.com') }))).toBe(
      'AliasExistsException: An account with the given email already exists.',
    );
    expect(await refusal(create('di', { TemporaryPassword: 'short-1' }))).toMatch(/^InvalidPasswordException: /);
    expect(await refusal(create('di', { UserAttributes: [{ Name: 'shoe', Value: '43' }] }))).toBe(
      'InvalidParameterException: Attributes did not conform to the schema: shoe: Attribute does not exist in the schema.',
    );
  });

  it('moves an address to the new user where that is forced', async () => {
    await create('ed', { UserAttributes: email('ed@example.com') });

    await create('ed2', { UserAttributes: email('ed@example.com'), ForceAliasCreation: true });

    const { Username } = await open.client.send(new AdminGetUserCommand({ ...ofPool, Username: 'ed@example.com' }));
    expect(Username).toBe('ed2');
  });
});

describe('the attributes of a user', () => {
  it('are changed and taken away; a new address is not verified', async () => {
    await create('flo', {
      UserAttributes: [
        ...email('flo@example.com'),
        { Name: 'name', Value: 'Flo' },
        { Name: 'custom:rank', Value: '1' },
        { Name: 'nickname', Value: '' },
      ],
    });

    const UserAttributes = [{ Name: 'email', Value: 'flo2@example.com' }];
    await open.client.send(new AdminUpdateUserAttributesCommand({ ...ofPool, Username: 'flo', UserAttributes }));
    const UserAttributeNames = ['name', 'custom:rank'];
    await open.client.send(new AdminDeleteUserAttributesCommand({ ...ofPool, Username: 'flo', UserAttributeNames }));

    const user = await open.client.send(new AdminGetUserCommand({ ...ofPool, Username: 'flo' }));
    expect(user.UserAttributes?.slice(1)).toEqual(email('flo2@example.com', false));
  });

  it('by which users sign in are one user’s, of two who ask at once too', async () => {
    await create('guy');
    await create('gus');
    const ask = (Username: string) =>
      open.client.send(
        new AdminUpdateUserAttributesCommand({ ...ofPool, Username, UserAttributes: email('g@example.com') }),
      );

    const asked = await Promise.allSettled([ask('guy'), ask('gus')]);

    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('are none by which another user signs in, whatever the attribute', async () => {
    await create('kay');
    await create('kim', { UserAttributes: email('kim@example.com') });
    const call = (Value: string) => {
      const change = { ...ofPool, Username: 'kay', UserAttributes: [{ Name: 'preferred_username', Value }] };
      return open.client.send(new AdminUpdateUserAttributesCommand(change));
    };

    const taken = 'AliasExistsException: An account with the given preferred_username already exists.';
    expect(await refusal(call('kim@example.com'))).toBe(taken);
    expect(await refusal(call('KIM'))).toBe(taken);
    await call('kay');
  });

  it('are never taken for the sub by which an administrator names another user', async () => {
    const { User } = await create('hob');
    const sub = User?.Attributes?.[0]?.Value ?? '';

    await create('mallory', { UserAttributes: [{ Name: 'preferred_username', Value: sub }] });

    const { Username } = await open.client.send(new AdminGetUserCommand({ ...ofPool, Username: sub }));
    expect(Username).toBe('hob');
  });
});

describe('groups', () => {
  const member = (Username: string, GroupName: string) => ({ ...ofPool, Username, GroupName });

  it('are in tokens by precedence, with their roles', async () => {
    await create('gil');
    await setPassword('gil', 'correct-horse-1');
    for (const name of ['agent', 'clerk', 'chief', 'clerk']) {
      await open.client.send(new AdminAddUserToGroupCommand(member('gil', name)));
    }

    const { AuthenticationResult } = await signIn('gil', 'correct-horse-1');

    expect(await open.claimsOf(AuthenticationResult?.IdToken)).toMatchObject({
      'cognito:groups': ['chief', 'clerk', 'agent'],
      'cognito:roles': [chiefRole, clerkRole],
      'cognito:preferred_role': chiefRole,
    });
    const access = await open.claimsOf(AuthenticationResult?.AccessToken);
    expect(access['cognito:groups']).toEqual(['chief', 'clerk', 'agent']);
    expect(access).not.toHaveProperty('cognito:roles');
  });

  it('are listed with their users, and left', async () => {
    await create('hal');
    await open.client.send(new AdminAddUserToGroupCommand(member('hal', 'analyst')));
    const listed = async () => {
      const { Groups } = await open.client.send(new AdminListGroupsForUserCommand({ ...ofPool, Username: 'hal' }));
      const { Users } = await open.client.send(new ListUsersInGroupCommand({ ...ofPool, GroupName: 'analyst' }));
      return [Groups?.map(({ GroupName }) => GroupName), Users?.map(({ Username }) => Username)];
    };
    const before = await listed();

    await open.client.send(new AdminRemoveUserFromGroupCommand(member('hal', 'analyst')));

    expect(before).toEqual([['analyst'], ['hal']]);
    expect(await listed()).toEqual([[], []]);
    const { Groups } = await open.client.send(new ListGroupsCommand(ofPool));
    expect(Groups?.map(({ GroupName }) => GroupName)).toEqual(['agent', 'analyst', 'admin', 'clerk', 'chief']);
    const { Group } = await open.client.send(new GetGroupCommand({ ...ofPool, GroupName: 'clerk' }));
    expect(Group).toMatchObject({ Description: 'Files.', Precedence: 20, RoleArn: clerkRole });
  });

  it('and users that do not exist are named', async () => {
    expect(await refusal(open.client.send(new AdminAddUserToGroupCommand(member('nobody', 'agent'))))).toBe(
      'UserNotFoundException: User does not exist.',
    );
    await create('ida');
    expect(await refusal(open.client.send(new AdminAddUserToGroupCommand(member('ida', 'king'))))).toBe(
      'ResourceNotFoundException: Group not found.',
    );
  });
});

describe('an operation for administrators', () => {
  const getUser = new AdminGetUserCommand({ ...ofPool, Username: 'nobody' });

  it('is allowed by the policies of the template, on the pool’s ARN', async () => {
    const reader = open.clientWith(open.iam.issueCredentials(roleArn('reader'), 'one'));

    expect(await refusal(reader.send(getUser))).toBe('UserNotFoundException: User does not exist.');
    expect(await refusal(reader.send(new ListUsersCommand(ofPool)))).toMatch(
      `AccessDeniedException: User: arn:aws:sts::${accountId}:assumed-role/reader/one is not authorized to perform: cognito-idp:ListUsers on resource: ${poolArn}`,
    );
  });

  it('must be signed', async () => {
    const stranger = open.clientWith({ accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'secret' });
    const target = 'AWSCognitoIdentityProviderService.AdminGetUser';
    const unsigned = await fetch(open.url, { method: 'POST', headers: { 'x-amz-target': target }, body: '{}' });

    expect(await refusal(stranger.send(getUser))).toMatch(/^UnrecognizedClientException: /);
    expect(await unsigned.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
  });

  it('names a pool that does not exist', async () => {
    const other = new ListUsersCommand({ UserPoolId: 'us-east-1_Other1234' });

    expect(await refusal(open.client.send(other))).toBe(
      'ResourceNotFoundException: User pool us-east-1_Other1234 does not exist.',
    );
  });
});

describe('a pool and its client', () => {
  it('are described as the template has them', async () => {
    const { UserPool } = await open.client.send(new DescribeUserPoolCommand(ofPool));
    const described = new DescribeUserPoolClientCommand({ ...ofPool, ClientId: clientId });
    const { UserPoolClient } = await open.client.send(described);
    const mfa = await open.client.send(new GetUserPoolMfaConfigCommand(ofPool));

    expect(UserPool).toMatchObject({
      Arn: poolArn,
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true, RequireSymbols: false } },
      AliasAttributes: ['email', 'preferred_username'],
    });
    expect(UserPool?.SchemaAttributes).toContainEqual(expect.objectContaining({ Name: 'sub', Mutable: false }));
    expect(UserPoolClient).toMatchObject({ ClientId: clientId, PreventUserExistenceErrors: 'ENABLED' });
    expect(UserPoolClient).not.toHaveProperty('ClientSecret');
    expect(mfa.MfaConfiguration).toBe('OFF');
  });
});
