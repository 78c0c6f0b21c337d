import { randomUUID } from 'node:crypto';
import { awsJsonResponse, ServiceError } from '../../aws-json.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../http.ts';
import { allOperations } from '../operations/all-operations.ts';
import type { CognitoApi } from '../operations/operation.ts';

const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
};

const service = 'AWSCognitoIdentityProviderService';
const operationByTarget = new Map(allOperations.map((operation) => [`${service}.${operation.name}`, operation]));

/**
 * Serves the operations by AWS's JSON 1.1 protocol, `X-Amz-Target: <service>.<operation>`:
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function serveOperations(api: CognitoApi, log: (line: string) => void): HttpHandler {
  return async (request) => {
    if (request.method === 'OPTIONS') return preflight(request);
    const requestId = randomUUID();
    try {
      return reply(200, requestId, await findOperation(request).call(api, request));
    } catch (error) {
      if (error instanceof ServiceError) return refusal(error, requestId);
      log(`cognito: ${requestId} ${error instanceof Error ? error.stack : error}`);
      return refusal(new ServiceError('InternalErrorException', 'Internal error.', 500), requestId);
    }
  };
}

function findOperation({ headers }: HttpRequest) {
  const target = headers['x-amz-target'] ?? '';
  const operation = operationByTarget.get(target);
  if (operation !== undefined) return operation;
  const emulated = allOperations.map(({ name }) => name).join(', ');
  throw new ServiceError(
    'UnknownOperationException',
    `${target || 'No X-Amz-Target'}: the local Cognito has ${emulated}`,
  );
}

function preflight({ headers }: HttpRequest): HttpResponse {
  return {
    status: 200,
    headers: {
      ...corsHeaders,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': headers['access-control-request-headers'] ?? 'content-type,x-amz-target',
      'access-control-max-age': '172800',
    },
    body: '',
  };
}

/** Cognito's errors spell `message` small. */
function refusal({ name, message, status }: ServiceError, requestId: string): HttpResponse {
  const response = reply(status, requestId, { __type: name, message });
  return { ...response, headers: { ...response.headers, 'x-amzn-errortype': `${name}:` } };
}

function reply(status: number, requestId: string, output: object): HttpResponse {
  const response = awsJsonResponse(JSON.stringify(output), requestId, status);
  return { ...response, headers: { ...response.headers, ...corsHeaders } };
}
