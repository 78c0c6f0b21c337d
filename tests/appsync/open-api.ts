import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createAppSync } from '../../local/appsync/appsync.ts';
import type { AppSyncOptions, LogEntry, ResolverOptions } from '../../local/appsync/options.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../local/http.ts';

export const issuer = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_LOCALTEST';
export const clientId = '4abcclient';
export const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
export const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' }] };

/** Signs an ID token of user `demo`; claims given as undefined are left out. */
export function signToken(claims: Record<string, unknown> = {}, key = privateKey, kid = 'key-1'): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
    sub: 'user-1',
    iss: issuer,
    aud: clientId,
    token_use: 'id',
    'cognito:username': 'demo',
    'cognito:groups': ['agent'],
    iat: now,
    exp: now + 3600,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(key);
}

export const token = await signToken();

/** A reply with its body read as JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: HttpResponse['headers'];
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly Record<string, unknown>[];
  };
}

export interface TestApi {
  /** The API itself, to be served on a port. */
  readonly handler: HttpHandler;
  readonly log: readonly LogEntry[];
  send(request: Partial<HttpRequest>): Promise<Reply>;
  query(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Reply>;
}

/** A unit resolver on the data source `none` unless told otherwise. */
export function resolver(
  field: string,
  code: string,
  more: { dataSourceName?: string; maxBatchSize?: number } = {},
): ResolverOptions {
  const [typeName = '', fieldName = ''] = field.split('.');
  return { kind: 'UNIT', typeName, fieldName, code, dataSourceName: 'none', ...more };
}

/** Resolver code that returns its payload: on NONE a constant, on a Lambda what the function replies. */
export function answering(expression: string): string {
  return `export function request(ctx) { return { payload: ${expression} }; }
export function response(ctx) { return ctx.result; }`;
}

/** Opens an API for `schema`; everything else has a default. */
export function openApi(schema: string, options: Partial<AppSyncOptions> = {}): TestApi {
  const log: LogEntry[] = [];
  const handler = createAppSync({
    schema,
    environment: {},
    auth: { userPool: { issuer, jwks: () => jwks, appIdClientRegex: clientId, defaultAction: 'ALLOW' } },
    introspection: true,
    queryDepthLimit: 0,
    resolverCountLimit: 0,
    resolvers: [],
    log: (entry) => log.push(entry),
    ...options,
    dataSources: { none: { type: 'NONE' }, ...options.dataSources },
  });
  const send = async (request: Partial<HttpRequest>): Promise<Reply> => {
    const reply = await handler({
      method: 'POST',
      path: '/graphql',
      query: new URLSearchParams(),
      headers: { authorization: token, 'content-type': 'application/json' },
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
      ...request,
    });
    const text = reply.body.toString();
    return { status: reply.status, headers: reply.headers, body: text === '' ? {} : JSON.parse(text) };
  };
  return {
    handler,
    log,
    send,
    query: (query, variables, headers) =>
      send({
        body: Buffer.from(JSON.stringify({ query, variables })),
        ...(headers && { headers: { authorization: token, ...headers } }),
      }),
  };
}
