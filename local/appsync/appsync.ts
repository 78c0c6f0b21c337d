import { randomUUID } from 'node:crypto';
import { type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import type { HttpHandler, HttpRequest, HttpResponse } from '../http.ts';
import { type Identity, identify } from './auth/identity.ts';
import { createTokenVerifier } from './auth/token.ts';
import { type Batches, openBatches } from './data-sources/batches.ts';
import { assertServed, pickOperation } from './document/operation.ts';
import { createDocumentCache, type PreparedDocument } from './document/prepare-document.ts';
import { findVariableError } from './document/variable-messages.ts';
import { startDeadline } from './execution/deadline.ts';
import type { RequestContext } from './execution/request-context.ts';
import type { AppSyncOptions } from './options.ts';
import { formatError } from './reply/format-error.ts';
import { respond, respondToPreflight, respondToUnknownOperation, respondWithError } from './reply/respond.ts';
import { type GraphQLRequest, readRequest } from './request/read-request.ts';
import { RequestError } from './request/request-error.ts';
import { buildApiSchema } from './schema.ts';

const defaultTimeoutMs = 30_000;

/**
 * Stands for one AWS AppSync GraphQL API with Cognito user pool authorization: its wire format, authorization, limits,
 * scalars, APPSYNC_JS resolvers, and NONE, Lambda and HTTP data sources. Leaves out subscriptions, caching, merged APIs, other
 * kinds of authorization and data sources, and VTL.
 *
 * Throws when the options do not fit together: a resolver without its field or data source, code that does not compile.
 */
export function createAppSync(options: AppSyncOptions): HttpHandler {
  const api: Api = {
    options,
    schema: buildApiSchema(options),
    environment: JSON.stringify(options.environment),
  };
  const verifyToken = createTokenVerifier(options.auth.userPool);
  const prepareDocument = createDocumentCache(api.schema, options.introspection);

  return async (request) => {
    const requestId = randomUUID();
    try {
      if (!isGraphqlPath(request.path)) return respondToUnknownOperation(requestId);
      if (request.method === 'OPTIONS') {
        return respondToPreflight(requestId, request.headers['access-control-request-headers']);
      }
      if (request.method !== 'POST' && request.method !== 'GET') return respondToUnknownOperation(requestId);
      const graphqlRequest = readRequest(request);
      const claims = await verifyToken(request.headers.authorization);
      const identity = identify(claims, request, options.auth.userPool.defaultAction);
      const prepared = prepareDocument(graphqlRequest.query);
      return await answer(api, prepared, graphqlRequest, { requestId, request, identity });
    } catch (error) {
      return refuse(error, requestId, options.log);
    }
  };
}

const isGraphqlPath = (path: string) => path === '/graphql' || path === '/graphql/';

interface Api {
  readonly options: AppSyncOptions;
  readonly schema: GraphQLSchema;
  readonly environment: string;
}

interface Caller {
  readonly requestId: string;
  readonly request: HttpRequest;
  readonly identity: Identity;
}

async function answer(
  api: Api,
  { document, errors }: PreparedDocument,
  { operationName, variables }: GraphQLRequest,
  caller: Caller,
): Promise<HttpResponse> {
  const { requestId } = caller;
  const operation = pickOperation(document, operationName);
  if (errors.length > 0) return respond(requestId, { data: null, errors });
  assertServed(operation, api.schema);
  const context = createContext(api, caller);
  try {
    const executing = execute({
      schema: api.schema,
      document,
      contextValue: context,
      variableValues: variables,
      operationName,
    });
    const result = executing instanceof Promise ? await executing : executing;
    const refused = result.data === undefined && findVariableError(api.schema, operation, variables);
    if (refused) return respond(requestId, { data: null, errors: [refused] });
    return respond(requestId, toReply(result, context, api), context.responseHeaders);
  } finally {
    context.deadline.clear();
  }
}

function createContext({ options, environment }: Api, { requestId, request, identity }: Caller): RequestContext {
  // Most requests ask for no batch.
  let batches: Batches | undefined;
  return {
    requestId,
    groups: identity.groups,
    sharedMembers: {
      identity() {
        return JSON.stringify(identity);
      },
      request() {
        const { cookie: _neverExposed, ...headers } = { ...request.headers, ...request.repeatedHeaders };
        // AppSync adds headers of its own, of which this is one:
        // https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html
        return JSON.stringify({ headers: { ...headers, 'x-amzn-requestid': requestId }, domainName: null });
      },
      env() {
        return environment;
      },
    },
    deadline: startDeadline(options.timeoutMs ?? defaultTimeoutMs),
    get batches() {
      batches ??= openBatches();
      return batches;
    },
    appendedErrors: [],
    responseHeaders: new Map(),
    log: options.log,
    resolverCount: 0,
  };
}

function toReply({ data = null, errors = [] }: ExecutionResult, context: RequestContext, { schema, options }: Api) {
  const all = [...errors, ...context.appendedErrors];
  if (all.length === 0) return { data };
  const { requestId } = context;
  const format = (error: (typeof all)[number]) =>
    formatError(error, schema, ({ path, originalError }) =>
      options.log({
        level: 'ERROR',
        requestId,
        message: `${path?.join('/')}: ${originalError?.stack ?? originalError}`,
      }),
    );
  return { data, errors: all.map(format) };
}

function refuse(error: unknown, requestId: string, log: AppSyncOptions['log']): HttpResponse {
  if (error instanceof RequestError) return respondWithError(requestId, error);
  log({ level: 'ERROR', requestId, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  return respondWithError(requestId, new RequestError(500, 'InternalFailure', 'An internal failure occurred.'));
}
