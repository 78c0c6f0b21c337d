import { expect } from 'vitest';

/** The API under test and who may ask it. */
export interface Api {
  readonly endpoint: string;
  /** ID token of a user in all three groups. */
  readonly token: string;
  /** ID token of a user in the group `agent` only; null where the suite may not make users. */
  readonly agentToken: string | null;
  /** ID token of a user in no group; null where the suite may not make users. */
  readonly groupless: string | null;
  /** Signs claims with the user pool's own key; null where the suite does not have it, as on AWS. */
  readonly sign: ((claims: object) => Promise<string>) | null;
}

/** One error of a GraphQL response, in AppSync's shape. */
export interface ApiError {
  readonly message: string;
  readonly errorType?: string | null;
  readonly errorInfo?: unknown;
  readonly path?: readonly (string | number)[] | null;
}

/** A reply of the API: HTTP status and the parsed body. */
export interface Reply {
  readonly status: number;
  readonly data: Readonly<Record<string, never>> | null | undefined;
  readonly errors: readonly ApiError[] | undefined;
}

/** A check of the contract: a stable id, what the API must do, and how to see it. */
export interface Check {
  readonly id: string;
  readonly must: `MUST ${string}`;
  /** What the check needs besides the endpoint and a token. */
  readonly needs?: 'agentToken' | 'groupless' | 'sign';
  readonly check: (api: Api) => Promise<void>;
}

/** Posts a body as it is; `token` null sends no Authorization header. */
export async function post(api: Api, body: string, token: string | null = api.token): Promise<Reply> {
  const headers = { 'content-type': 'application/json', ...(token !== null && { authorization: token }) };
  const response = await fetch(api.endpoint, { method: 'POST', headers, body });
  const parsed = (await response.json()) as Partial<Reply>;
  return { status: response.status, data: parsed.data, errors: parsed.errors };
}

/** Sends a GraphQL request. */
export function send(api: Api, query: string, variables: object = {}, token?: string | null): Promise<Reply> {
  return post(api, JSON.stringify({ query, variables }), token);
}

/** The value of a root field of a reply without errors, told by the types that the check knows. */
export function fieldValue<Value>(reply: Reply, field: string): Value {
  expect(reply).toMatchObject({ status: 200 });
  expect(reply.errors).toBeUndefined();
  return reply.data?.[field] as Value;
}

/** Expects the one error of a GraphQL reply that otherwise went well. */
export function expectFieldError(reply: Reply, errorType: string): ApiError {
  expect(reply.status).toBe(200);
  const error = reply.errors?.find((candidate) => candidate.errorType === errorType);
  expect(error, JSON.stringify(reply)).toBeDefined();
  return error as ApiError;
}

/** Expects that the request was refused before any field was asked. */
export function expectUnauthorized(reply: Reply): void {
  expect(reply.status).toBe(401);
  expect(reply.errors?.[0]?.errorType).toBe('UnauthorizedException');
  expect(reply.data ?? null).toBeNull();
}
