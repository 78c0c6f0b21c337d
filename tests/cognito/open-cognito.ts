import { rm } from 'node:fs/promises';
import {
  CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
  InitiateAuthCommand,
  type InitiateAuthCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { createLocalJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { type Cognito, createCognito } from '../../local/cognito/cognito.ts';
import { type Credentials, createIam, type Iam } from '../../local/iam/iam.ts';
import { type Served, serve } from '../../local/serve.ts';
import type { Resource } from '../../local/template/template.ts';
import { accountId } from '../iam/roles.ts';
import { newStateFolder } from './state-folder.ts';
import { clientId, poolId, userPoolResources } from './user-pool.ts';

export const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`;

/** A Cognito that is served on a port of this machine. */
export interface OpenCognito {
  readonly cognito: Cognito;
  readonly iam: Iam;
  readonly url: string;
  /** An SDK's client in the name of the operator. */
  readonly client: CognitoIdentityProviderClient;
  /** What the clock of Cognito shows, in milliseconds since 1970. */
  readonly clock: { now: number };
  /** The log. */
  readonly lines: string[];
  clientWith(credentials: Credentials): CognitoIdentityProviderClient;
  /** Signs in by the SDK and gives back the reply. */
  initiateAuth(
    flow: InitiateAuthCommandInput['AuthFlow'],
    parameters: Record<string, string>,
    client?: string,
  ): ReturnType<typeof sendInitiateAuth>;
  /** The claims of a token whose signature, issuer and expiry are right. */
  claimsOf(token: string | undefined): Promise<JWTPayload>;
  close(): Promise<void>;
}

/** Serves Cognito with its state in a folder, which is a new one by default. */
export async function openCognito(
  resources: readonly Resource[] = userPoolResources(),
  stateFolder?: string,
): Promise<OpenCognito> {
  const clock = { now: Date.parse('2026-03-01T12:00:00.500Z') };
  const folder = stateFolder ?? (await newStateFolder());
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const iam = createIam({ resources, accountId });
  const options = { resources, iam, stateFolder: folder, region: 'us-east-1', clock: () => clock.now, log };
  const cognito = await createCognito(options);
  const served: Served = await serve(cognito.handle, { host: '127.0.0.1', port: 0 });
  const clients: CognitoIdentityProviderClient[] = [];

  function clientWith(credentials: Credentials): CognitoIdentityProviderClient {
    const options = { region: 'us-east-1', endpoint: served.url, credentials, maxAttempts: 1 };
    const client = new CognitoIdentityProviderClient(options);
    clients.push(client);
    return client;
  }

  const client = clientWith(iam.issueOperatorCredentials());
  return {
    ...{ cognito, iam, url: served.url, client, clock, lines, clientWith },
    initiateAuth: (flow, parameters, id = clientId) => sendInitiateAuth(client, flow, parameters, id),
    async claimsOf(token) {
      const keys = createLocalJWKSet(cognito.jwks(poolId));
      const { payload } = await jwtVerify(token ?? '', keys, { issuer, currentDate: new Date(clock.now) });
      return payload;
    },
    async close() {
      for (const one of clients) one.destroy();
      await served.close();
      if (stateFolder === undefined) await rm(folder, { recursive: true });
    },
  };
}

function sendInitiateAuth(
  client: CognitoIdentityProviderClient,
  flow: InitiateAuthCommandInput['AuthFlow'],
  parameters: Record<string, string>,
  id: string,
) {
  return client.send(new InitiateAuthCommand({ ClientId: id, AuthFlow: flow, AuthParameters: parameters }));
}

/** The error that Cognito answered, as `Name: message`. */
export async function refusal(sent: Promise<unknown>): Promise<string> {
  const error = await sent.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof CognitoIdentityProviderServiceException)) throw new Error(`not refused: ${error}`);
  return `${error.name}: ${error.message}`;
}
