import { ServiceError } from '../../aws-json.ts';
import { type OpenClient, poolState } from '../open-pool.ts';
import type { UserPoolClient } from '../pools/user-pool-client.ts';
import { decryptRefreshToken } from '../tokens/refresh-token.ts';
import { refreshTokens } from '../tokens/refresh-tokens.ts';
import { type AuthReply, signInReply, tokensReply } from './auth-reply.ts';
import { checkSecretHash } from './secret-hash.ts';
import { findSignInUser, signIn } from './sign-in.ts';
import { answerSrp } from './srp-exchange.ts';
import { standInUser } from './stand-in-user.ts';

/** The parameters of a flow, as the request has them. */
export type AuthParameters = Readonly<Record<string, string>>;

/** One way to begin a sign-in. */
export type AuthFlow = (target: OpenClient, parameters: AuthParameters) => Promise<AuthReply>;

/** USER_PASSWORD_AUTH and its sisters for administrators: the password itself is sent. */
export async function passwordFlow(target: OpenClient, parameters: AuthParameters): Promise<AuthReply> {
  const name = requireParameter(parameters, 'USERNAME');
  const password = requireParameter(parameters, 'PASSWORD');
  checkSecretHash(target.client, name, parameters.SECRET_HASH);
  return signInReply(target, await signIn(target, name, password));
}

/** USER_SRP_AUTH: the client proves in PASSWORD_VERIFIER that it knows the password. */
export async function srpFlow(target: OpenClient, parameters: AuthParameters): Promise<AuthReply> {
  const { open, client } = target;
  const name = requireParameter(parameters, 'USERNAME');
  const clientPublic = requireParameter(parameters, 'SRP_A');
  checkSecretHash(client, name, parameters.SECRET_HASH);
  const user = await findSignInUser(target, name);
  const { username, salt, verifier } = user ?? standInUser(open, name);

  const { serverPublic, sessionKey } = answerSrp(clientPublic, verifier);
  const challenge = { name: 'PASSWORD_VERIFIER', clientId: client.clientId, username: name, salt, sessionKey } as const;
  const secretBlock = open.challenges.put({ ...challenge, srpUsername: username }, client.challengeSeconds);
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      ...{ SALT: salt, SECRET_BLOCK: secretBlock, SRP_B: serverPublic },
      ...{ USER_ID_FOR_SRP: username, USERNAME: username },
    },
  };
}

/** REFRESH_TOKEN_AUTH: a refresh token is sent. */
export async function refreshFlow(target: OpenClient, parameters: AuthParameters): Promise<AuthReply> {
  const token = requireParameter(parameters, 'REFRESH_TOKEN');
  if (target.client.secret !== undefined || parameters.SECRET_HASH !== undefined) {
    const { sub } = await decryptRefreshToken(target, token);
    const user = (await poolState(target.open)).users.find((candidate) => candidate.sub === sub);
    checkSecretHash(target.client, user?.username ?? sub, parameters.SECRET_HASH);
  }
  return { ChallengeParameters: {}, ...tokensReply(await refreshTokens(target, token)) };
}

/**
 * The flow of a name, if the app client allows it.
 *
 * @throws ServiceError InvalidParameterException, with `notEnabled` as its message when the app client does not.
 */
export function chooseFlow(
  flows: ReadonlyMap<string, AuthFlow>,
  name: string,
  client: UserPoolClient,
  notEnabled: string,
): AuthFlow {
  if (!isAllowed(name, client)) throw invalidParameter(notEnabled);
  const flow = flows.get(name);
  if (flow !== undefined) return flow;
  throw invalidParameter(`${name} is left out of the local Cognito, which has ${[...flows.keys()].join(', ')}`);
}

/** Whether the app client's settings allow a flow; REFRESH_TOKEN is an older name of REFRESH_TOKEN_AUTH. */
function isAllowed(flow: string, { authFlows, rotationGraceSeconds }: UserPoolClient): boolean {
  const family =
    flow === 'REFRESH_TOKEN' ? 'REFRESH_TOKEN_AUTH' : flow === 'ADMIN_NO_SRP_AUTH' ? 'ADMIN_USER_PASSWORD_AUTH' : flow;
  // A client that rotates refresh tokens refreshes by GetTokensFromRefreshToken alone.
  if (family === 'REFRESH_TOKEN_AUTH' && rotationGraceSeconds !== undefined) return false;
  const isLegacy = ![...authFlows].some((name) => name.startsWith('ALLOW_'));
  if (!isLegacy) return authFlows.has(`ALLOW_${family}`);
  if (authFlows.has('CUSTOM_AUTH_FLOW_ONLY')) return family === 'CUSTOM_AUTH' || family === 'REFRESH_TOKEN_AUTH';
  // Settings of the older kind allow these two without naming them.
  return authFlows.has(flow) || family === 'USER_SRP_AUTH' || family === 'REFRESH_TOKEN_AUTH';
}

/** A parameter that must be there. Throws ServiceError InvalidParameterException. */
export function requireParameter(parameters: AuthParameters, name: string): string {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (value) return value;
  throw invalidParameter(`Missing required parameter ${name}`);
}

function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}
