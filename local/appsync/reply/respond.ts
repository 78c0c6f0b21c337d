import type { HttpResponse } from '../../http.ts';
import type { RequestError } from '../request/request-error.ts';

const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'x-amzn-RequestId,x-amzn-ErrorType,x-amz-user-agent,x-amzn-ErrorMessage,Date,x-amz-schema-version',
};

/** The reply to a GraphQL request that was executed or failed validation: always HTTP 200. */
export function respond(requestId: string, body: unknown, resolverHeaders?: ReadonlyMap<string, string>): HttpResponse {
  return {
    status: 200,
    headers: resolverHeaders?.size
      ? { ...Object.fromEntries(resolverHeaders), ...baseHeaders(requestId) }
      : baseHeaders(requestId),
    body: JSON.stringify(body),
  };
}

/** The reply to a request that was refused as a whole. */
export function respondWithError(requestId: string, { status, errorType, message }: RequestError): HttpResponse {
  return {
    status,
    headers: { ...baseHeaders(requestId), 'x-amzn-errortype': errorType },
    body: JSON.stringify({ errors: [{ errorType, message }] }),
  };
}

/**
 * The reply to a path or a method that is none of the API's: it comes from AppSync's front, before GraphQL is in play.
 * https://github.com/aws/aws-sdk-go/issues/3689
 */
export function respondToUnknownOperation(requestId: string): HttpResponse {
  const type = 'UnknownOperationException';
  return {
    status: 404,
    headers: { ...baseHeaders(requestId), 'x-amzn-errortype': type },
    body: JSON.stringify({ Output: { __type: `com.amazon.coral.service#${type}` }, Version: '1.0' }),
  };
}

/** The reply to a browser's CORS preflight: AppSync lets every origin call, since the token is in a header. */
export function respondToPreflight(requestId: string, requestedHeaders: string | undefined): HttpResponse {
  return {
    status: 200,
    headers: {
      ...baseHeaders(requestId),
      'access-control-allow-headers':
        requestedHeaders ?? 'authorization,content-type,x-amz-date,x-amz-security-token,x-amz-user-agent,x-api-key',
      'access-control-allow-methods': 'GET,OPTIONS,POST',
      'access-control-max-age': '172800',
    },
    body: '',
  };
}

function baseHeaders(requestId: string): Record<string, string> {
  return { 'content-type': 'application/json;charset=UTF-8', 'x-amzn-requestid': requestId, ...corsHeaders };
}
