import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminUserGlobalSignOutCommand,
  ChangePasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  RevokeTokenCommand,
  UpdateUserAttributesCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenCognito, openCognito, refusal } from './open-cognito.ts';
import { clientId, poolId, resource, userPoolResources } from './user-pool.ts';

const ana = { poolId, username: 'ana', password: 'correct-horse-1', groups: ['agent'] };
const ofAna = { UserPoolId: poolId, Username: 'ana' };
const rotatingId = '5rotating0client1example3';
const permanentId = '6permanent0client1example';
const revoked = 'NotAuthorizedException: Access Token has been revoked';
const refreshRevoked = 'NotAuthorizedException: Refresh Token has been revoked';

let open: OpenCognito;

beforeAll(async () => {
  const client = (id: string, properties: Record<string, unknown>) =>
    resource('AWS::Cognito::UserPoolClient', id, {
      UserPoolId: poolId,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      ...properties,
    });
  open = await openCognito([
    ...userPoolResources(),
    client(rotatingId, { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 } }),
    client(permanentId, { EnableTokenRevocation: false }),
  ]);
});

afterAll(() => open.close());

beforeEach(() => open.cognito.ensureUser(ana));

async function signIn(client = clientId) {
  const parameters = { USERNAME: 'ana', PASSWORD: ana.password };
  const { AuthenticationResult } = await open.initiateAuth('USER_PASSWORD_AUTH', parameters, client);
  const { AccessToken = '', RefreshToken = '', IdToken = '' } = AuthenticationResult ?? {};
  return { AccessToken, RefreshToken, IdToken };
}

const getUser = (AccessToken: string) => open.client.send(new GetUserCommand({ AccessToken }));
const refresh = (RefreshToken: string, ClientId = clientId) =>
  open.client.send(new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId }));
const revoke = (Token: string, ClientId = clientId) => open.client.send(new RevokeTokenCommand({ Token, ClientId }));

describe('GetUser', () => {
  it('tells the bearer of an access token about themselves', async () => {
    const { AccessToken, IdToken } = await signIn();

    const { Username, UserAttributes } = await getUser(AccessToken);

    expect(Username).toBe('ana');
    expect(UserAttributes).toEqual([{ Name: 'sub', Value: (await open.claimsOf(IdToken)).sub }]);
  });

  it('refuses what is no access token, or an old one', async () => {
    const { AccessToken, IdToken } = await signIn();
    const forged = `${AccessToken.slice(0, -8)}AAAAAAAA`;

    for (const token of [IdToken, forged, 'nonsense', 'a.b.c']) {
      expect(await refusal(getUser(token))).toBe('NotAuthorizedException: Invalid Access Token');
    }
    open.clock.now += 3_600_000;
    expect(await refusal(getUser(AccessToken))).toBe('NotAuthorizedException: Access Token has expired');
  });
});

describe('RevokeToken', () => {
  it('ends one sign-in, its access tokens included, and no other', async () => {
    const [first, second] = [await signIn(), await signIn()];

    await revoke(first.RefreshToken);

    expect(await refusal(getUser(first.AccessToken))).toBe(revoked);
    expect(await refusal(refresh(first.RefreshToken))).toBe(refreshRevoked);
    expect((await getUser(second.AccessToken)).Username).toBe('ana');
    expect((await refresh(second.RefreshToken)).AuthenticationResult?.TokenType).toBe('Bearer');
  });

  it('has nothing to do for a token that is none, and refuses one of another kind', async () => {
    const { AccessToken } = await signIn();

    await revoke('nonsense');

    expect(await refusal(revoke(AccessToken))).toMatch(/^UnsupportedTokenTypeException: /);
  });

  it('is not for a client that does not revoke tokens', async () => {
    const { RefreshToken } = await signIn(permanentId);

    expect(await refusal(revoke(RefreshToken, permanentId))).toMatch(/^UnsupportedOperationException: /);
  });
});

describe('GlobalSignOut', () => {
  it('ends every sign-in so far, and none that comes after', async () => {
    const [first, second] = [await signIn(), await signIn()];

    await open.client.send(new GlobalSignOutCommand({ AccessToken: first.AccessToken }));
    const third = await signIn();

    expect(await refusal(getUser(second.AccessToken))).toBe(revoked);
    expect(await refusal(refresh(second.RefreshToken))).toBe(refreshRevoked);
    expect((await getUser(third.AccessToken)).Username).toBe('ana');
  });

  it('can be done by an administrator', async () => {
    const { AccessToken } = await signIn();

    await open.client.send(new AdminUserGlobalSignOutCommand(ofAna));

    expect(await refusal(getUser(AccessToken))).toBe(revoked);
  });
});

describe('a user who is', () => {
  it('disabled is kept out until enabled again', async () => {
    const { AccessToken, RefreshToken } = await signIn();

    await open.client.send(new AdminDisableUserCommand(ofAna));
    const refusals = [
      await refusal(signIn()),
      await refusal(getUser(AccessToken)),
      await refusal(refresh(RefreshToken)),
    ];
    await open.client.send(new AdminEnableUserCommand(ofAna));

    expect(refusals).toEqual([
      'NotAuthorizedException: User is disabled.',
      revoked,
      'NotAuthorizedException: User is disabled.',
    ]);
    expect((await getUser((await signIn()).AccessToken)).Username).toBe('ana');
    expect(await refusal(refresh(RefreshToken))).toBe(refreshRevoked);
  });

  it('deleted leaves tokens of nobody', async () => {
    const { AccessToken, RefreshToken } = await signIn();

    await open.client.send(new AdminDeleteUserCommand(ofAna));

    expect(await refusal(getUser(AccessToken))).toBe('UserNotFoundException: User does not exist.');
    expect(await refusal(refresh(RefreshToken))).toBe('NotAuthorizedException: Invalid Refresh Token');
  });
});

describe('GetTokensFromRefreshToken', () => {
  it('gives a new refresh token where the client rotates them; the old one is good for a moment more', async () => {
    const { RefreshToken } = await signIn(rotatingId);

    const { AuthenticationResult } = await refresh(RefreshToken, rotatingId);
    const next = AuthenticationResult?.RefreshToken ?? '';
    const again = await refresh(RefreshToken, rotatingId);
    open.clock.now += 10_000;

    expect(next).not.toBe(RefreshToken);
    expect(again.AuthenticationResult?.RefreshToken).toEqual(expect.any(String));
    expect(await refusal(refresh(RefreshToken, rotatingId))).toMatch(/^RefreshTokenReuseException: /);
    expect((await refresh(next, rotatingId)).AuthenticationResult?.TokenType).toBe('Bearer');
  });

  it('does not let a rotated token outlive the first', async () => {
    const { RefreshToken } = await signIn(rotatingId);
    open.clock.now += 29 * 86_400_000;

    const { AuthenticationResult } = await refresh(RefreshToken, rotatingId);
    open.clock.now += 2 * 86_400_000;

    expect(await refusal(refresh(AuthenticationResult?.RefreshToken ?? '', rotatingId))).toBe(
      'NotAuthorizedException: Refresh Token has expired',
    );
  });

  it('is the one way to refresh where tokens rotate', async () => {
    const { RefreshToken } = await signIn(rotatingId);

    const refused = refusal(open.initiateAuth('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken }, rotatingId));

    expect(await refused).toBe('InvalidParameterException: REFRESH_TOKEN_AUTH flow not enabled for this client');
  });

  it('gives no refresh token elsewhere, and refuses that of another client', async () => {
    const { RefreshToken } = await signIn();

    expect((await refresh(RefreshToken)).AuthenticationResult).not.toHaveProperty('RefreshToken');
    expect(await refusal(refresh(RefreshToken, rotatingId))).toBe('NotAuthorizedException: Invalid Refresh Token');
  });
});

describe('RevokeToken shortly before the refresh token expires', () => {
  it('holds for the access tokens that outlive it', async () => {
    const [{ RefreshToken }, other] = [await signIn(), await signIn()];
    open.clock.now += 30 * 86_400_000 - 60_000;
    const { AuthenticationResult } = await refresh(RefreshToken);
    const { RefreshToken: later } = await signIn();

    await revoke(RefreshToken);
    open.clock.now += 120_000;
    await revoke(later);

    expect(await refusal(getUser(AuthenticationResult?.AccessToken ?? ''))).toBe(revoked);
    expect(await refusal(refresh(other.RefreshToken))).toBe('NotAuthorizedException: Refresh Token has expired');
  });
});

describe('the bearer of an access token', () => {
  it('changes their password by the old one', async () => {
    const { AccessToken } = await signIn();
    const change = (PreviousPassword: string, ProposedPassword: string) =>
      open.client.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));

    expect(await refusal(change('wrong-horse-1', 'other-horse-12'))).toBe(
      'NotAuthorizedException: Incorrect username or password.',
    );
    expect(await refusal(change(ana.password, 'short-1'))).toMatch(/^InvalidPasswordException: /);
    await change(ana.password, 'other-horse-12');
    expect(await refusal(signIn())).toBe('NotAuthorizedException: Incorrect username or password.');
  });

  it('changes their attributes', async () => {
    const { AccessToken } = await signIn();
    const update = (Name: string, Value: string) =>
      open.client.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }));

    await update('email', 'ana@example.com');

    const { UserAttributes } = await getUser(AccessToken);
    expect(UserAttributes).toContainEqual({ Name: 'email', Value: 'ana@example.com' });
    expect(UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'false' });
    expect(await refusal(update('sub', 'x'))).toBe(
      'InvalidParameterException: Cannot modify the non-mutable attribute sub',
    );
    expect(await refusal(update('email_verified', 'true'))).toBe(
      'NotAuthorizedException: A client attempted to write unauthorized attribute',
    );
    expect(await refusal(update('custom:none', 'x'))).toMatch(/custom:none: Attribute does not exist in the schema/);
  });
});
