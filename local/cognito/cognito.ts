/**
 * Stands for Amazon Cognito user pools: sign-in by password, SRP or refresh token over the real JSON protocol or by the
 * hosted page, real tokens and their JWKS, and the administration of users, with the template's pools, clients and groups.
 * Leaves out sign-up, forgotten passwords, MFA, passwordless and custom sign-in, remembered devices, tracked sessions,
 * triggers, threat protection, federation, mail and messages, quotas, and every change of a pool, client or group but by
 * the template.
 */
import { join } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import type { HttpHandler } from '../http.ts';
import type { Iam } from '../iam/iam.ts';
import type { Resource } from '../template/template.ts';
import { createHosted } from './hosted/hosted.ts';
import type { OpenPool } from './open-pool.ts';
import { listLeftOut } from './pools/refuse-features.ts';
import { readUserPools, type UserPool } from './pools/user-pool.ts';
import { serveOperations } from './protocol/json-protocol.ts';
import { createChallengeStore } from './sign-in/challenge-store.ts';
import { createFailedAttempts } from './sign-in/failed-attempts.ts';
import { createPoolState, importPoolKeys } from './signing-keys.ts';
import { damaged, openStateFile, type StateFile } from './state.ts';
import { ensureUser, type RequiredUser } from './users/ensure-user.ts';
import { wellKnown } from './well-known.ts';

/** What the local Cognito is made from. */
export interface CognitoOptions {
  readonly resources: readonly Resource[];
  /** Judges who may administer users. */
  readonly iam: Iam;
  /** Where `cognito.json` is kept; made when missing. */
  readonly stateFolder: string;
  readonly region: string;
  /** Milliseconds since 1970. @default Date.now */
  readonly clock?: () => number;
  readonly log: (line: string) => void;
}

/** The local Cognito. */
export interface Cognito {
  /** One line for each thing that the pools offer and this Cognito leaves out. */
  readonly notEmulated: readonly string[];
  /** Whether a pool has a domain, and with it the hosted pages. */
  readonly hasHostedPages: boolean;
  /** `POST /` with an `X-Amz-Target`, its preflight, `GET /<poolId>/.well-known/...`, and the hosted pages at the root. */
  readonly handle: HttpHandler;
  /** The `iss` of the pool's tokens, as on AWS: `https://cognito-idp.<region>.amazonaws.com/<poolId>`. */
  issuer(poolId: string): string;
  /** The pool's public keys. */
  jwks(poolId: string): JSONWebKeySet;
  /** Makes a user, or gives an existing one this password and these groups. Throws ServiceError when the pool refuses. */
  ensureUser(user: RequiredUser): Promise<{ readonly sub: string }>;
}

/** Starts the user pools of a template; keys are made on the first start. Throws when the state file is damaged. */
export async function createCognito(options: CognitoOptions): Promise<Cognito> {
  const { resources, iam, stateFolder, region, clock = Date.now, log } = options;
  const state = openStateFile(stateFolder, log);
  const issuer = (poolId: string) => `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
  const pools = await Promise.all(
    readUserPools(resources).map(async (pool): Promise<OpenPool> => {
      const keys = await openPoolKeys(pool, state, stateFolder, clock());
      const challenges = createChallengeStore(clock);
      const failedAttempts = createFailedAttempts(clock);
      return { pool, issuer: issuer(pool.poolId), keys, state, challenges, failedAttempts, clock, log };
    }),
  );
  const awsJson = serveOperations({ pools, iam }, log);
  const hosted = createHosted({ resources, pools, clock, log });
  const handle: HttpHandler = async (request) => {
    if (/^\/[^/]+\/\.well-known\//.test(request.path)) return wellKnown(request, pools, hosted.serves);
    return request.path === '/' ? awsJson(request) : hosted.handle(request);
  };
  const findPool = (poolId: string) => {
    const found = pools.find(({ pool }) => pool.poolId === poolId);
    if (found === undefined) throw new Error(`The template has no user pool ${poolId}`);
    return found;
  };

  return {
    notEmulated: pools.flatMap(({ pool }) => listLeftOut(pool)),
    hasHostedPages: pools.some(({ pool }) => hosted.serves(pool.poolId)),
    handle,
    issuer,
    jwks: (poolId) => findPool(poolId).keys.jwks,
    ensureUser: async (user) => ensureUser(user, findPool(user.poolId)),
  };
}

/** The pool's keys from the state file, made there first when it has none. */
async function openPoolKeys({ poolId }: UserPool, state: StateFile, stateFolder: string, now: number) {
  await state.update(async (before) => {
    if (before.pools.some((pool) => pool.poolId === poolId)) return before;
    return { ...before, pools: [...before.pools, await createPoolState(poolId, now)] };
  });
  const pool = (await state.read()).pools.find((candidate) => candidate.poolId === poolId);
  if (pool === undefined) throw new Error(`User pool ${poolId} vanished from the state file while it was being made`);
  try {
    return await importPoolKeys(pool);
  } catch (cause) {
    throw damaged(join(stateFolder, 'cognito.json'), `keys of ${poolId}`, cause);
  }
}
