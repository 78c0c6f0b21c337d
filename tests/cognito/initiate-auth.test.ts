import { InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { issuer, refusal } from './open-cognito.ts';
import { ana, open, openForEachTest, restart, signIn, signInAna } from './sign-in.ts';
import { clientId, poolId, resource, userPoolResources } from './user-pool.ts';

openForEachTest();

describe('InitiateAuth with USER_PASSWORD_AUTH', () => {
  it('answers tokens in the shape of Cognito', async () => {
    const reply = await open.client.send(
      new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'ana', PASSWORD: ana.password },
      }),
    );

    expect(reply.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(reply.ChallengeParameters).toEqual({});
    expect(reply.AuthenticationResult).toEqual({
      AccessToken: expect.any(String),
      IdToken: expect.any(String),
      RefreshToken: expect.any(String),
      ExpiresIn: 3600,
      TokenType: 'Bearer',
    });
  });

  it("gives the ID token Cognito's claims", async () => {
    const { sub } = await open.cognito.ensureUser(ana);

    const claims = await open.claimsOf((await signInAna()).IdToken);

    expect(claims).toEqual({
      sub,
      'cognito:groups': ['agent', 'admin'],
      iss: issuer,
      'cognito:username': 'ana',
      origin_jti: expect.any(String),
      aud: clientId,
      event_id: expect.any(String),
      token_use: 'id',
      auth_time: Math.floor(open.clock.now / 1000),
      exp: Math.floor(open.clock.now / 1000) + 3600,
      iat: Math.floor(open.clock.now / 1000),
      jti: expect.any(String),
    });
  });

  it("gives the access token Cognito's claims", async () => {
    const { sub } = await open.cognito.ensureUser(ana);

    const claims = await open.claimsOf((await signInAna()).AccessToken);

    expect(claims).toEqual({
      sub,
      'cognito:groups': ['agent', 'admin'],
      iss: issuer,
      client_id: clientId,
      origin_jti: expect.any(String),
      event_id: expect.any(String),
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      auth_time: Math.floor(open.clock.now / 1000),
      exp: Math.floor(open.clock.now / 1000) + 3600,
      iat: Math.floor(open.clock.now / 1000),
      jti: expect.any(String),
      username: 'ana',
    });
  });

  it('leaves cognito:groups out for a user without a group, or none that the template still has', async () => {
    await open.cognito.ensureUser({ ...ana, username: 'ben', groups: [] });

    const claims = await open.claimsOf((await signIn({ USERNAME: 'ben', PASSWORD: ana.password })).IdToken);
    await restart(userPoolResources().filter(({ type }) => type !== 'AWS::Cognito::UserPoolGroup'));
    const afterGroups = await open.claimsOf((await signInAna()).IdToken);

    expect(claims).not.toHaveProperty('cognito:groups');
    expect(afterGroups).not.toHaveProperty('cognito:groups');
  });

  it('signs with RS256 by a key of the served JWKS', async () => {
    const { IdToken = '', AccessToken = '' } = await signInAna();
    const keys = createRemoteJWKSet(new URL(`${open.url}/${poolId}/.well-known/jwks.json`));

    const verified = await jwtVerify(IdToken, keys, {
      issuer,
      audience: clientId,
      currentDate: new Date(open.clock.now),
    });

    expect(verified.protectedHeader).toEqual({ kid: expect.any(String), alg: 'RS256' });
    expect(decodeProtectedHeader(AccessToken).kid).not.toBe(verified.protectedHeader.kid);
  });

  it('honours the token validity of the client', async () => {
    await restart(
      userPoolResources({
        AccessTokenValidity: 10,
        IdTokenValidity: 2,
        TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'hours' },
      }),
    );

    const result = await signInAna();

    expect(result.ExpiresIn).toBe(600);
    expect((await open.claimsOf(result.AccessToken)).exp).toBe(Math.floor(open.clock.now / 1000) + 600);
    expect((await open.claimsOf(result.IdToken)).exp).toBe(Math.floor(open.clock.now / 1000) + 7200);
  });

  it('keeps users and keys over a restart', async () => {
    const { IdToken } = await signInAna();

    await restart();

    expect((await open.claimsOf(IdToken)).sub).toBe((await open.claimsOf((await signInAna()).IdToken)).sub);
  });

  it('signs in by e-mail where the pool says so, with the sub as username', async () => {
    const [, ...others] = userPoolResources();
    await restart([resource('AWS::Cognito::UserPool', poolId, { UsernameAttributes: ['email'] }), ...others]);
    const email = 'cleo@example.com';
    const password = 'Correct-horse-1';
    const { sub } = await open.cognito.ensureUser({ poolId, username: email, password, groups: [] });

    const claims = await open.claimsOf((await signIn({ USERNAME: email, PASSWORD: password })).IdToken);

    expect(claims).toMatchObject({ sub, 'cognito:username': sub, email, email_verified: true });
  });
});

describe('InitiateAuth with REFRESH_TOKEN_AUTH', () => {
  it('answers new tokens of the same sign-in, without a refresh token', async () => {
    const first = await signInAna();
    open.clock.now += 50 * 60_000;

    const second = await signIn({ REFRESH_TOKEN: first.RefreshToken ?? '' }, 'REFRESH_TOKEN_AUTH');

    const [before, after] = [await open.claimsOf(first.IdToken), await open.claimsOf(second.IdToken)];
    expect(second).not.toHaveProperty('RefreshToken');
    expect(after).toMatchObject({ sub: before.sub, auth_time: before.auth_time, origin_jti: before.origin_jti });
    expect(after.exp).toBe((before.exp ?? 0) + 50 * 60);
  });

  it('refuses a refresh token after 30 days', async () => {
    const { RefreshToken = '' } = await signInAna();
    open.clock.now += 31 * 86_400_000;

    const refused = await refusal(signIn({ REFRESH_TOKEN: RefreshToken }, 'REFRESH_TOKEN_AUTH'));

    expect(refused).toBe('NotAuthorizedException: Refresh Token has expired');
  });

  it('refuses a token that is none', async () => {
    const { IdToken = '' } = await signInAna();

    for (const token of ['nonsense', IdToken]) {
      const refused = await refusal(signIn({ REFRESH_TOKEN: token }, 'REFRESH_TOKEN_AUTH'));
      expect(refused).toBe('NotAuthorizedException: Invalid Refresh Token');
    }
  });
});

describe('InitiateAuth refuses', () => {
  it('a wrong password and an unknown user alike', async () => {
    for (const USERNAME of ['ana', 'nobody', 'constructor', '__proto__']) {
      const refused = await refusal(signIn({ USERNAME, PASSWORD: 'wrong' }));
      expect(refused).toBe('NotAuthorizedException: Incorrect username or password.');
    }
  });

  it('an unknown user by name where the client does not hide who exists', async () => {
    await restart(userPoolResources({ PreventUserExistenceErrors: 'LEGACY' }));

    expect(await refusal(signIn({ USERNAME: 'nobody', PASSWORD: 'wrong' }))).toBe(
      'UserNotFoundException: User does not exist.',
    );
  });

  it('a client that does not exist', async () => {
    const input = { ClientId: 'other', AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: {} } as const;

    expect(await refusal(open.client.send(new InitiateAuthCommand(input)))).toBe(
      'ResourceNotFoundException: User pool client other does not exist.',
    );
  });

  it('missing parameters by name', async () => {
    expect(await refusal(signIn({ PASSWORD: 'x' }))).toBe(
      'InvalidParameterException: Missing required parameter USERNAME',
    );
    expect(await refusal(signIn({ USERNAME: 'ana' }))).toBe(
      'InvalidParameterException: Missing required parameter PASSWORD',
    );
    expect(await refusal(signIn({}, 'REFRESH_TOKEN_AUTH'))).toBe(
      'InvalidParameterException: Missing required parameter REFRESH_TOKEN',
    );
  });

  it('a flow that the client does not enable', async () => {
    await restart(userPoolResources({ ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }));

    expect(await refusal(signInAna())).toBe(
      'InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client',
    );
  });

  it('a flow for administrators', async () => {
    expect(await refusal(signIn({ USERNAME: 'ana', PASSWORD: ana.password }, 'ADMIN_USER_PASSWORD_AUTH'))).toBe(
      'InvalidParameterException: Initiate Auth method not supported.',
    );
  });
});
