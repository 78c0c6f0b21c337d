import { createHmac } from 'node:crypto';
import {
  DescribeUserPoolClientCommand,
  GetTokensFromRefreshTokenCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenCognito, openCognito, refusal } from './open-cognito.ts';
import { clientId, poolId, userPoolResources } from './user-pool.ts';

const ana = { poolId, username: 'ana', password: 'correct-horse-1', groups: [] };
const parameters = { USERNAME: 'ana', PASSWORD: ana.password };

let open: OpenCognito;
let secret: string;

beforeAll(async () => {
  open = await openCognito(userPoolResources({ GenerateSecret: true }));
  await open.cognito.ensureUser(ana);
  const described = new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId });
  secret = (await open.client.send(described)).UserPoolClient?.ClientSecret ?? '';
});

afterAll(() => open.close());

const hash = (name: string) => createHmac('sha256', secret).update(`${name}${clientId}`).digest('base64');
const signIn = (SECRET_HASH: string) => open.initiateAuth('USER_PASSWORD_AUTH', { ...parameters, SECRET_HASH });

describe('an app client with a secret', () => {
  it('signs in whoever knows it, and refreshes', async () => {
    const { AuthenticationResult } = await signIn(hash('ana'));
    const REFRESH_TOKEN = AuthenticationResult?.RefreshToken ?? '';
    const second = await open.initiateAuth('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN, SECRET_HASH: hash('ana') });

    expect(second.AuthenticationResult?.TokenType).toBe('Bearer');
  });

  it('refuses whoever does not', async () => {
    const { AuthenticationResult } = await signIn(hash('ana'));
    const RefreshToken = AuthenticationResult?.RefreshToken ?? '';
    const wrong = `NotAuthorizedException: Unable to verify secret hash for client ${clientId}`;

    expect(await refusal(open.initiateAuth('USER_PASSWORD_AUTH', parameters))).toBe(
      `NotAuthorizedException: Client ${clientId} is configured with secret but SECRET_HASH was not received`,
    );
    for (const guess of [hash('ben'), 'nonsense']) expect(await refusal(signIn(guess))).toBe(wrong);
    const refresh = { REFRESH_TOKEN: RefreshToken, SECRET_HASH: hash('ben') };
    expect(await refusal(open.initiateAuth('REFRESH_TOKEN_AUTH', refresh))).toBe(wrong);
    const unknown = { ClientId: clientId, ClientSecret: 'guess'.repeat(6) };
    const get = new GetTokensFromRefreshTokenCommand({ ...unknown, RefreshToken });
    expect(await refusal(open.client.send(get))).toMatch(/^NotAuthorizedException: /);
    const revoke = new RevokeTokenCommand({ ClientId: clientId, Token: RefreshToken });
    expect(await refusal(open.client.send(revoke))).toMatch(/^UnauthorizedException: /);
  });
});
