/**
 * Stands for Amazon Cognito user pools: sign-in by password or refresh token over the real JSON protocol, real tokens and
 * their JWKS, with the pools, clients and groups of the template.
 * Leaves out SRP and custom sign-in, MFA, sign-up, lockout after failed attempts, token revocation, client secrets, hosted
 * pages and triggers; users are made by `ensureUser` alone.
 */
import { join } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import type { HttpHandler } from '../http.ts';
import type { Resource } from '../template/template.ts';
import { initiateAuth, type OpenPool } from './initiate-auth.ts';
import { serveOperations } from './operations.ts';
import { readUserPools, type UserPool } from './pools.ts';
import { createPoolState, importPoolKeys } from './signing-keys.ts';
import { damaged, openStateFile, type StateFile } from './state.ts';
import { ensureUser, type RequiredUser } from './users.ts';
import { wellKnown } from './well-known.ts';

/** What the local Cognito is made from. */
export interface CognitoOptions {
  readonly resources: readonly Resource[];
  /** Where `cognito.json` is kept; made when missing. */
  readonly stateFolder: string;
  readonly region: string;
  /** Milliseconds since 1970. @default Date.now */
  readonly clock?: () => number;
  readonly log: (line: string) => void;
}

/** The local Cognito. */
export interface Cognito {
  /** `POST /` with an `X-Amz-Target`, its preflight, and `GET /<poolId>/.well-known/...`. */
  readonly handle: HttpHandler;
  /** The `iss` of the pool's tokens, as on AWS: `https://cognito-idp.<region>.amazonaws.com/<poolId>`. */
  issuer(poolId: string): string;
  /** The pool's public keys. */
  jwks(poolId: string): JSONWebKeySet;
  /** Makes a user, or gives an existing one this password and these groups. Throws ServiceError when the pool refuses. */
  ensureUser(user: RequiredUser): Promise<{ sub: string }>;
}

/** Starts the user pools of a template; keys are made on the first start. Throws when the state file is damaged. */
export async function createCognito(options: CognitoOptions): Promise<Cognito> {
  const { resources, stateFolder, region, clock = Date.now, log } = options;
  const state = openStateFile(stateFolder, log);
  const issuer = (poolId: string) => `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
  const pools = await Promise.all(
    readUserPools(resources).map(async (pool): Promise<OpenPool> => {
      const keys = await openPoolKeys(pool, state, stateFolder);
      return { pool, issuer: issuer(pool.poolId), keys, state, clock };
    }),
  );

  const operations = new Map([
    ['InitiateAuth', (input: Readonly<Record<string, unknown>>) => initiateAuth(input, pools)],
  ]);
  const awsJson = serveOperations('AWSCognitoIdentityProviderService', operations, log);
  const findPool = (poolId: string) => {
    const found = pools.find(({ pool }) => pool.poolId === poolId);
    if (found === undefined) throw new Error(`The template has no user pool ${poolId}`);
    return found;
  };

  return {
    handle: async (request) => (request.method === 'GET' ? wellKnown(request.path, pools) : awsJson(request)),
    issuer,
    jwks: (poolId) => findPool(poolId).keys.jwks,
    ensureUser: async (user) => ensureUser(user, findPool(user.poolId).pool, state),
  };
}

/** The pool's keys from the state file, made there first when it has none. */
async function openPoolKeys({ poolId }: UserPool, state: StateFile, stateFolder: string) {
  await state.update(async (before) => {
    if (before.pools.some((pool) => pool.poolId === poolId)) return before;
    return { ...before, pools: [...before.pools, await createPoolState(poolId)] };
  });
  const pool = (await state.read()).pools.find((candidate) => candidate.poolId === poolId);
  if (pool === undefined) throw new Error(`User pool ${poolId} vanished from the state file while it was being made`);
  try {
    return await importPoolKeys(pool);
  } catch (cause) {
    throw damaged(join(stateFolder, 'cognito.json'), `keys of ${poolId}`, cause);
  }
}
