import { describe, expect, it } from 'vitest';
import { poolId, resource } from '../user-pool.ts';
import { appClient, hostedResources, openCognito, serveHostedPool } from './hosted-pool.ts';

serveHostedPool();

describe('the OAuth properties of an app client', () => {
  it.each([
    [
      'another identity provider',
      { SupportedIdentityProviders: ['COGNITO', 'Google'] },
      'leaves out the identity provider Google',
    ],
    ['a flow that there is not', { AllowedOAuthFlows: ['device'] }, 'AllowedOAuthFlows has device'],
    ['a scope of no resource server', { AllowedOAuthScopes: ['loans/write'] }, 'AllowedOAuthScopes has loans/write'],
    ['client credentials without a secret', { AllowedOAuthFlows: ['client_credentials'] }, 'needs a client secret'],
    [
      'client credentials beside another flow',
      { GenerateSecret: true, AllowedOAuthFlows: ['client_credentials', 'code'] },
      'stands alone',
    ],
    ['a relative callback', { CallbackURLs: ['/callback'] }, 'CallbackURLs has "/callback", which is no absolute URL'],
    ['a callback with a fragment', { CallbackURLs: ['https://app.example/#'] }, 'which has a fragment'],
    ['a callback that is script', { CallbackURLs: ['javascript:alert(1)'] }, 'javascript: leads to no app'],
    ['a callback in the clear', { CallbackURLs: ['http://app.example/'] }, 'http: is for localhost alone'],
    ['a callback with a line break', { CallbackURLs: ['https://app.example/\r\n'] }, 'which has a blank in it'],
    ['a logout in the clear', { LogoutURLs: ['http://app.example/'] }, 'LogoutURLs has "http://app.example/"'],
    ['a default that is no callback', { DefaultRedirectURI: 'https://app.example/' }, 'DefaultRedirectURI is not one'],
  ])('are refused at the start when they have %s', async (_, properties, problem) => {
    const resources = [...hostedResources, appClient('8wrong', { ClientName: 'Wrong', ...properties })];

    await expect(openCognito(resources)).rejects.toThrow(`User pool client Wrong: `);
    await expect(openCognito(resources)).rejects.toThrow(problem);
  });

  it('mean nothing without a domain, and then no endpoint is served', async () => {
    const pool = resource('AWS::Cognito::UserPool', poolId, {});
    const cognito = await openCognito([pool, appClient('8wrong', { AllowedOAuthFlows: ['device'] })]);
    const request = { method: 'GET', query: new URLSearchParams(), headers: {}, body: Buffer.alloc(0), sourceIp: '' };

    const response = await cognito.handle({ ...request, path: '/login' });

    expect([response.status, response.body]).toEqual([404, 'Not Found: No user pool has a domain']);
  });
});
