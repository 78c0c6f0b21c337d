import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
  InitiateAuthCommand,
  type InitiateAuthCommandInput,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createLocalJWKSet, createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cognito, createCognito } from '../../local/cognito/cognito.ts';
import { type Served, serve } from '../../local/serve.ts';
import { clientId, poolId, resource, userPoolResources } from './user-pool.ts';

const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`;
const ana = { poolId, username: 'ana', password: 'correct-horse-1', groups: ['agent', 'admin'] };

let stateFolder: string;
let now: number;
let cognito: Cognito;
let served: Served;
let client: CognitoIdentityProviderClient;

async function start(resources = userPoolResources()) {
  cognito = await createCognito({ resources, stateFolder, region: 'us-east-1', clock: () => now, log: () => {} });
  served = await serve(cognito.handle, { host: '127.0.0.1', port: 0 });
  client = new CognitoIdentityProviderClient({ region: 'us-east-1', endpoint: served.url });
}

async function stop() {
  client.destroy();
  await served.close();
}

async function restart(resources = userPoolResources()) {
  await stop();
  await start(resources);
}

async function signIn(
  parameters: Record<string, string>,
  flow: InitiateAuthCommandInput['AuthFlow'] = 'USER_PASSWORD_AUTH',
) {
  const input = { ClientId: clientId, AuthFlow: flow, AuthParameters: parameters };
  const { AuthenticationResult } = await client.send(new InitiateAuthCommand(input));
  if (AuthenticationResult === undefined) throw new Error('no AuthenticationResult');
  return AuthenticationResult;
}

const signInAna = () => signIn({ USERNAME: 'ana', PASSWORD: ana.password });

async function refusal(sent: Promise<unknown>) {
  const error = await sent.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof CognitoIdentityProviderServiceException)) throw new Error(`not refused: ${error}`);
  return `${error.name}: ${error.message}`;
}

async function claimsOf(token: string | undefined) {
  const { payload } = await jwtVerify(token ?? '', createLocalJWKSet(cognito.jwks(poolId)), {
    issuer,
    currentDate: new Date(now),
  });
  return payload;
}

beforeEach(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), 'cognito-'));
  now = Date.parse('2026-03-01T12:00:00.500Z');
  await start();
  await cognito.ensureUser(ana);
});

afterEach(async () => {
  await stop();
  await rm(stateFolder, { recursive: true });
});

describe('InitiateAuth with USER_PASSWORD_AUTH', () => {
  it('answers tokens in the shape of Cognito', async () => {
    const reply = await client.send(
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
    const { sub } = await cognito.ensureUser(ana);

    const claims = await claimsOf((await signInAna()).IdToken);

    expect(claims).toEqual({
      sub,
      'cognito:groups': ['agent', 'admin'],
      iss: issuer,
      'cognito:username': 'ana',
      origin_jti: expect.any(String),
      aud: clientId,
      event_id: expect.any(String),
      token_use: 'id',
      auth_time: Math.floor(now / 1000),
      exp: Math.floor(now / 1000) + 3600,
      iat: Math.floor(now / 1000),
      jti: expect.any(String),
    });
  });

  it("gives the access token Cognito's claims", async () => {
    const { sub } = await cognito.ensureUser(ana);

    const claims = await claimsOf((await signInAna()).AccessToken);

    expect(claims).toEqual({
      sub,
      'cognito:groups': ['agent', 'admin'],
      iss: issuer,
      client_id: clientId,
      origin_jti: expect.any(String),
      event_id: expect.any(String),
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      auth_time: Math.floor(now / 1000),
      exp: Math.floor(now / 1000) + 3600,
      iat: Math.floor(now / 1000),
      jti: expect.any(String),
      username: 'ana',
    });
  });

  it('leaves cognito:groups out for a user without a group', async () => {
    await cognito.ensureUser({ ...ana, username: 'ben', groups: [] });

    const claims = await claimsOf((await signIn({ USERNAME: 'ben', PASSWORD: ana.password })).IdToken);

    expect(claims).not.toHaveProperty('cognito:groups');
  });

  it('signs with RS256 by a key of the served JWKS', async () => {
    const { IdToken = '', AccessToken = '' } = await signInAna();
    const keys = createRemoteJWKSet(new URL(`${served.url}/${poolId}/.well-known/jwks.json`));

    const verified = await jwtVerify(IdToken, keys, { issuer, audience: clientId, currentDate: new Date(now) });

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
    expect((await claimsOf(result.AccessToken)).exp).toBe(Math.floor(now / 1000) + 600);
    expect((await claimsOf(result.IdToken)).exp).toBe(Math.floor(now / 1000) + 7200);
  });

  it('keeps users and keys over a restart', async () => {
    const { IdToken } = await signInAna();

    await restart();

    expect((await claimsOf(IdToken)).sub).toBe((await claimsOf((await signInAna()).IdToken)).sub);
  });

  it('signs in by e-mail where the pool says so, with the sub as username', async () => {
    const [, ...others] = userPoolResources();
    await restart([resource('AWS::Cognito::UserPool', poolId, { UsernameAttributes: ['email'] }), ...others]);
    const email = 'cleo@example.com';
    const password = 'Correct-horse-1';
    const { sub } = await cognito.ensureUser({ poolId, username: email, password, groups: [] });

    const claims = await claimsOf((await signIn({ USERNAME: email, PASSWORD: password })).IdToken);

    expect(claims).toMatchObject({ sub, 'cognito:username': sub, email, email_verified: true });
  });
});

describe('InitiateAuth with REFRESH_TOKEN_AUTH', () => {
  it('answers new tokens of the same sign-in, without a refresh token', async () => {
    const first = await signInAna();
    now += 50 * 60_000;

    const second = await signIn({ REFRESH_TOKEN: first.RefreshToken ?? '' }, 'REFRESH_TOKEN_AUTH');

    const [before, after] = [await claimsOf(first.IdToken), await claimsOf(second.IdToken)];
    expect(second).not.toHaveProperty('RefreshToken');
    expect(after).toMatchObject({ sub: before.sub, auth_time: before.auth_time, origin_jti: before.origin_jti });
    expect(after.exp).toBe((before.exp ?? 0) + 50 * 60);
  });

  it('refuses a refresh token after 30 days', async () => {
    const { RefreshToken = '' } = await signInAna();
    now += 31 * 86_400_000;

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

    expect(await refusal(client.send(new InitiateAuthCommand(input)))).toBe(
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

describe('the JSON protocol', () => {
  const target = 'AWSCognitoIdentityProviderService.InitiateAuth';

  it('names the error in body and header, readable by browsers', async () => {
    const response = await fetch(served.url, { method: 'POST', headers: { 'x-amz-target': target }, body: '{}' });

    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(response.headers.get('x-amzn-errortype')).toBe('InvalidParameterException:');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toEqual({
      __type: 'InvalidParameterException',
      message: "1 validation error detected: Value at 'clientId' failed to satisfy constraint: Member must not be null",
    });
  });

  it('answers the preflight of a browser', async () => {
    const headers = { 'access-control-request-headers': 'content-type,x-amz-target' };
    const response = await fetch(served.url, { method: 'OPTIONS', headers });

    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type,x-amz-target');
  });

  it('refuses a body that is no JSON object', async () => {
    for (const body of ['', '{', '[]', 'null']) {
      const response = await fetch(served.url, { method: 'POST', headers: { 'x-amz-target': target }, body });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ __type: 'SerializationException' });
    }
  });

  it('refuses operations that it does not have', async () => {
    const signUp = new SignUpCommand({ ClientId: clientId, Username: 'ben', Password: 'correct-horse-1' });

    expect(await refusal(client.send(signUp))).toMatch(/^UnknownOperationException: /);
  });
});

describe('the well-known documents', () => {
  it('describe the pool', async () => {
    const response = await fetch(`${served.url}/${poolId}/.well-known/openid-configuration`);

    expect(await response.json()).toMatchObject({ issuer, jwks_uri: `${issuer}/.well-known/jwks.json` });
  });

  it('hold public members of keys only', async () => {
    const response = await fetch(`${served.url}/${poolId}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: object[] };

    expect(keys.map((key) => Object.keys(key).sort())).toEqual(Array(2).fill(['alg', 'e', 'kid', 'kty', 'n', 'use']));
  });

  it('do not exist for other pools and paths', async () => {
    for (const path of ['us-east-1_Other/.well-known/jwks.json', `${poolId}/jwks.json`, `${poolId}/.well-known/x`]) {
      expect((await fetch(`${served.url}/${path}`)).status).toBe(404);
    }
  });
});
