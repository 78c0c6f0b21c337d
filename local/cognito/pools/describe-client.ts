import type { UserPoolClient } from './user-pool-client.ts';

/** An app client as DescribeUserPoolClient answers it; `createdAt` is in milliseconds since 1970. */
export function describeClient(client: UserPoolClient, createdAt: number): object {
  const { rotationGraceSeconds, readAttributes, writeAttributes } = client;
  return {
    ClientId: client.clientId,
    ClientName: client.name,
    ...(client.secret !== undefined && { ClientSecret: client.secret }),
    CreationDate: createdAt / 1000,
    LastModifiedDate: createdAt / 1000,
    ExplicitAuthFlows: [...client.authFlows],
    AccessTokenValidity: client.accessTokenSeconds,
    IdTokenValidity: client.idTokenSeconds,
    RefreshTokenValidity: client.refreshTokenSeconds,
    TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'seconds', RefreshToken: 'seconds' },
    AuthSessionValidity: client.challengeSeconds / 60,
    PreventUserExistenceErrors: client.hidesUserExistence ? 'ENABLED' : 'LEGACY',
    EnableTokenRevocation: client.canRevokeTokens,
    ...(rotationGraceSeconds !== undefined && {
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: rotationGraceSeconds },
    }),
    ...(readAttributes && { ReadAttributes: [...readAttributes] }),
    ...(writeAttributes && { WriteAttributes: [...writeAttributes] }),
  };
}
