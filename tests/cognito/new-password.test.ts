import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenCognito, openCognito, refusal } from './open-cognito.ts';
import { clientId, poolId, userPoolResources } from './user-pool.ts';

const temporary = 'temporary-horse-1';
const chosen = 'chosen-horse-1';
const ofPool = { UserPoolId: poolId };
let open: OpenCognito;

beforeAll(async () => {
  const flows = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH'];
  const resources = userPoolResources(
    { ExplicitAuthFlows: flows, WriteAttributes: ['email', 'preferred_username'] },
    {
      AliasAttributes: ['preferred_username'],
      Schema: [
        { Name: 'email', Required: true },
        { Name: 'rank', AttributeDataType: 'Number' },
      ],
    },
  );
  open = await openCognito(resources);
});

afterAll(() => open.close());

async function create(Username: string) {
  const user = { ...ofPool, Username, TemporaryPassword: temporary };
  await open.client.send(new AdminCreateUserCommand(user));
}

const signIn = (USERNAME: string, PASSWORD = temporary) =>
  open.initiateAuth('USER_PASSWORD_AUTH', { USERNAME, PASSWORD });

/** Signs a new user in, up to the challenge. */
async function begin(Username: string) {
  await create(Username);
  const { Session } = await signIn(Username);
  return (answer: Record<string, string>, session = Session) =>
    open.client.send(
      new RespondToAuthChallengeCommand({
        ClientId: clientId,
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session: session,
        ChallengeResponses: { USERNAME: Username, 'userAttributes.email': `${Username}@example.com`, ...answer },
      }),
    );
}

describe('NEW_PASSWORD_REQUIRED', () => {
  it('follows a temporary password, and names the attributes that are missing', async () => {
    await create('ada');

    const reply = await signIn('ada');

    expect(reply).toMatchObject({
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      ChallengeParameters: {
        USER_ID_FOR_SRP: 'ada',
        requiredAttributes: '["userAttributes.email"]',
        userAttributes: '{}',
      },
      Session: expect.any(String),
    });
    expect(reply).not.toHaveProperty('AuthenticationResult');
  });

  it('is answered once, by a password that stays', async () => {
    const respond = await begin('ben');

    const { AuthenticationResult } = await respond({ NEW_PASSWORD: chosen });

    expect(await open.claimsOf(AuthenticationResult?.IdToken)).toMatchObject({ email: 'ben@example.com' });
    expect(await refusal(respond({ NEW_PASSWORD: 'another-horse-1' }))).toBe(
      'NotAuthorizedException: Invalid session for the user, session can only be used once.',
    );
    expect((await signIn('ben', chosen)).AuthenticationResult?.TokenType).toBe('Bearer');
    const { UserStatus } = await open.client.send(new AdminGetUserCommand({ ...ofPool, Username: 'ben' }));
    expect(UserStatus).toBe('CONFIRMED');
  });

  it('may be answered again when an answer was refused', async () => {
    const respond = await begin('cleo');

    const refusals = [
      await refusal(respond({ NEW_PASSWORD: 'short-1' })),
      await refusal(respond({ NEW_PASSWORD: chosen, 'userAttributes.email': '' })),
      await refusal(respond({ NEW_PASSWORD: chosen, 'userAttributes.email': 'nowhere' })),
      await refusal(respond({ NEW_PASSWORD: chosen, 'userAttributes.custom:rank': '1' })),
    ];
    await respond({ NEW_PASSWORD: chosen });

    expect(refusals).toEqual([
      'InvalidPasswordException: Password did not conform with policy: Password not long enough',
      'InvalidParameterException: Invalid attributes given, email is missing',
      'InvalidParameterException: Invalid email address format.',
      'NotAuthorizedException: A client attempted to write unauthorized attribute',
    ]);
  });

  it('is over when an administrator has set another password meanwhile', async () => {
    const respond = await begin('hana');
    const reset = { ...ofPool, Username: 'hana', Password: 'reset-horse-1', Permanent: true };
    await open.client.send(new AdminSetUserPasswordCommand(reset));

    expect(await refusal(respond({ NEW_PASSWORD: chosen }))).toBe(
      'NotAuthorizedException: Invalid session for the user.',
    );
    expect((await signIn('hana', 'reset-horse-1')).AuthenticationResult?.TokenType).toBe('Bearer');
  });

  it('changes no address that the user has, verifies none, and takes no other user’s name', async () => {
    const [ines, jo] = [await begin('ines'), await begin('jo')];
    const setOfJo = async (Name: string, Value: string) => {
      const change = { ...ofPool, Username: 'jo', UserAttributes: [{ Name, Value }] };
      await open.client.send(new AdminUpdateUserAttributesCommand(change));
    };
    await setOfJo('email', 'jo@example.com');
    await setOfJo('preferred_username', 'king');

    const refusals = [
      await refusal(jo({ NEW_PASSWORD: chosen, 'userAttributes.email': 'other@example.com' })),
      await refusal(ines({ NEW_PASSWORD: chosen, 'userAttributes.email_verified': 'true' })),
      await refusal(ines({ NEW_PASSWORD: chosen, 'userAttributes.preferred_username': 'king' })),
    ];
    const { AuthenticationResult } = await ines({ NEW_PASSWORD: chosen });

    expect(refusals).toEqual([
      'NotAuthorizedException: Cannot modify an already provided email',
      'NotAuthorizedException: A client attempted to write unauthorized attribute',
      'AliasExistsException: An account with the given preferred_username already exists.',
    ]);
    expect(AuthenticationResult?.TokenType).toBe('Bearer');
  });

  it('refuses a session that is over, made up, or another user’s', async () => {
    const [dan, eve] = [await begin('dan'), await begin('eve')];
    const { Session: ofDan } = await signIn('dan');

    const refusals = [
      await refusal(eve({ NEW_PASSWORD: chosen }, ofDan)),
      await refusal(eve({ NEW_PASSWORD: chosen }, 'made-up-session-of-enough-length')),
      await refusal(eve({ NEW_PASSWORD: chosen }, 'short')),
    ];
    open.clock.now += 3 * 60_000;

    expect(refusals).toEqual([
      'NotAuthorizedException: Invalid session for the user.',
      'NotAuthorizedException: Invalid session for the user.',
      "InvalidParameterException: 1 validation error detected: Value at 'session' failed to satisfy constraint: Member must have length greater than or equal to 20",
    ]);
    expect(await refusal(dan({ NEW_PASSWORD: chosen }))).toBe(
      'NotAuthorizedException: Invalid session for the user, session is expired.',
    );
  });

  it('comes no more when the temporary password is past its time', async () => {
    await create('fay');
    open.clock.now += 7 * 86_400_000;

    expect(await refusal(signIn('fay'))).toBe(
      'NotAuthorizedException: Temporary password has expired and must be reset by an administrator.',
    );
    const reset = { ...ofPool, Username: 'fay', Password: temporary, Permanent: false };
    await open.client.send(new AdminSetUserPasswordCommand(reset));
    expect((await signIn('fay')).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  });

  it('can be put and answered on behalf of a user', async () => {
    await create('gus');
    const ofClient = { ...ofPool, ClientId: clientId };

    const { Session } = await open.client.send(
      new AdminInitiateAuthCommand({
        ...ofClient,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'gus', PASSWORD: temporary },
      }),
    );
    const { AuthenticationResult } = await open.client.send(
      new AdminRespondToAuthChallengeCommand({
        ...ofClient,
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session,
        ChallengeResponses: { USERNAME: 'gus', NEW_PASSWORD: chosen, 'userAttributes.email': 'gus@example.com' },
      }),
    );

    expect(AuthenticationResult?.TokenType).toBe('Bearer');
  });
});

describe('a challenge that is left out', () => {
  it('is refused by name', async () => {
    const answer = { ClientId: clientId, ChallengeName: 'SMS_MFA', ChallengeResponses: { USERNAME: 'ana' } } as const;

    expect(await refusal(open.client.send(new RespondToAuthChallengeCommand(answer)))).toMatch(
      /^InvalidParameterException: SMS_MFA is left out/,
    );
  });
});
