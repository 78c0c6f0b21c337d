import { randomUUID } from 'node:crypto';
import { ServiceError } from '../aws-json.ts';
import type { UserPool, UserPoolClient } from './pools.ts';
import type { PoolKeys } from './signing-keys.ts';
import { createVerifier, isPassword } from './srp.ts';
import type { StateFile, UserState } from './state.ts';
import { decryptRefreshToken, encryptRefreshToken, invalidRefreshToken, signTokens } from './tokens.ts';
import { findUser } from './users.ts';

/** A pool as its operations need it. */
export interface OpenPool {
  readonly pool: UserPool;
  readonly issuer: string;
  readonly keys: PoolKeys;
  readonly state: StateFile;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

interface SignIn {
  readonly open: OpenPool;
  readonly client: UserPoolClient;
  readonly parameters: Readonly<Record<string, unknown>>;
}

type AuthFlow = (signIn: SignIn) => Promise<Record<string, unknown>>;

// REFRESH_TOKEN is an older name of the same flow.
const flows: ReadonlyMap<string, AuthFlow> = new Map([
  ['USER_PASSWORD_AUTH', passwordAuth],
  ['REFRESH_TOKEN_AUTH', refreshAuth],
  ['REFRESH_TOKEN', refreshAuth],
]);
const flowsLeftOut = ['USER_SRP_AUTH', 'CUSTOM_AUTH', 'USER_AUTH'];
const adminFlows = ['ADMIN_NO_SRP_AUTH', 'ADMIN_USER_PASSWORD_AUTH'];

// No user has this verifier; checking a password against it takes as long as against a real one.
const nobody = createVerifier('nobody', 'nobody', randomUUID());

/** Signs a user in: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export async function initiateAuth(input: Readonly<Record<string, unknown>>, pools: readonly OpenPool[]) {
  const clientId = requireMember(input.ClientId, 'clientId');
  const flowName = requireMember(input.AuthFlow, 'authFlow');
  const open = pools.find(({ pool }) => pool.clients.some((client) => client.clientId === clientId));
  const client = open?.pool.clients.find((candidate) => candidate.clientId === clientId);
  if (open === undefined || client === undefined) {
    throw new ServiceError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
  }
  const flow = chooseFlow(flowName, client);
  const parameters = typeof input.AuthParameters === 'object' ? { ...input.AuthParameters } : {};
  return { ChallengeParameters: {}, AuthenticationResult: await flow({ open, client, parameters }) };
}

function chooseFlow(name: string, client: UserPoolClient): AuthFlow {
  if (adminFlows.includes(name)) throw invalidParameter('Initiate Auth method not supported.');
  const flow = flows.get(name);
  if (flow === undefined && !flowsLeftOut.includes(name)) {
    const known = [...flows.keys(), ...flowsLeftOut, ...adminFlows].join(', ');
    throw invalidParameter(
      `1 validation error detected: Value '${name}' at 'authFlow' failed to satisfy constraint: ` +
        `Member must satisfy enum value set: [${known}]`,
    );
  }
  const family = name === 'REFRESH_TOKEN' ? 'REFRESH_TOKEN_AUTH' : name;
  if (!client.authFlows.has(`ALLOW_${family}`) && !client.authFlows.has(family)) {
    throw invalidParameter(`${name} flow not enabled for this client`);
  }
  if (flow === undefined) throw invalidParameter(`${name} is left out of the local Cognito: use USER_PASSWORD_AUTH`);
  return flow;
}

async function passwordAuth(signIn: SignIn) {
  const { open, client, parameters } = signIn;
  const username = requireParameter(parameters, 'USERNAME');
  const password = requireParameter(parameters, 'PASSWORD');
  const users = await poolState(open);
  const user = users && findUser(users, open.pool, username);

  const isRight = isPassword(open.pool.poolId, user?.username ?? username, password, user ?? nobody);
  if (user === undefined && !client.hidesUserExistence) {
    throw new ServiceError('UserNotFoundException', 'User does not exist.');
  }
  if (user === undefined || !isRight) {
    throw new ServiceError('NotAuthorizedException', 'Incorrect username or password.');
  }
  const nowSeconds = Math.floor(open.clock() / 1000);
  const authentication = { issuer: open.issuer, client, user, authTime: nowSeconds, originJti: randomUUID() };
  const RefreshToken = await encryptRefreshToken(authentication, open.keys, nowSeconds);
  return { ...(await authenticationResult(signIn, user, authentication)), RefreshToken };
}

async function refreshAuth(signIn: SignIn) {
  const { open, client, parameters } = signIn;
  const token = requireParameter(parameters, 'REFRESH_TOKEN');
  const nowSeconds = Math.floor(open.clock() / 1000);
  const { sub, ...first } = await decryptRefreshToken(token, client, open.keys, nowSeconds);
  const user = (await poolState(open))?.users.find((candidate) => candidate.sub === sub);
  if (user === undefined) throw invalidRefreshToken();
  return authenticationResult(signIn, user, first);
}

async function authenticationResult(
  { open, client }: SignIn,
  user: UserState,
  { authTime, originJti }: { readonly authTime: number; readonly originJti: string },
) {
  const nowSeconds = Math.floor(open.clock() / 1000);
  const authentication = { issuer: open.issuer, client, user, authTime, originJti };
  const { idToken, accessToken } = await signTokens(authentication, open.keys, nowSeconds);
  return { AccessToken: accessToken, ExpiresIn: client.accessTokenSeconds, IdToken: idToken, TokenType: 'Bearer' };
}

async function poolState({ state, pool }: OpenPool) {
  return (await state.read()).pools.find(({ poolId }) => poolId === pool.poolId);
}

function requireMember(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalidParameter(
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must not be null`,
  );
}

function requireParameter(parameters: Readonly<Record<string, unknown>>, name: string): string {
  const value = parameters[name];
  if (typeof value === 'string' && value !== '') return value;
  throw invalidParameter(`Missing required parameter ${name}`);
}

function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}
