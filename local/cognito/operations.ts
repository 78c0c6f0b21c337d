import { randomUUID } from 'node:crypto';
import { awsJsonResponse, ServiceError } from '../aws-json.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from '../http.ts';

/** One operation of the service: from the parsed request to the reply, or a thrown ServiceError. */
export type Operation = (input: Readonly<Record<string, unknown>>) => Promise<object>;

const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
};

/**
 * Serves operations by AWS's JSON 1.1 protocol, `X-Amz-Target: <service>.<operation>`:
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function serveOperations(
  service: string,
  operations: ReadonlyMap<string, Operation>,
  log: (line: string) => void,
): HttpHandler {
  return async (request) => {
    if (request.method === 'OPTIONS') return preflight(request);
    const requestId = randomUUID();
    try {
      const operation = findOperation(request, service, operations);
      return reply(200, requestId, await operation(parseInput(request)));
    } catch (error) {
      if (error instanceof ServiceError) return refusal(error, requestId);
      log(`cognito: ${requestId} ${error instanceof Error ? error.stack : error}`);
      return refusal(new ServiceError('InternalErrorException', 'Internal error.', 500), requestId);
    }
  };
}

function findOperation({ headers }: HttpRequest, service: string, operations: ReadonlyMap<string, Operation>) {
  const target = headers['x-amz-target'] ?? '';
  const name = target.startsWith(`${service}.`) ? target.slice(service.length + 1) : '';
  const operation = operations.get(name);
  if (operation === undefined) {
    const emulated = [...operations.keys()].join(', ');
    throw new ServiceError(
      'UnknownOperationException',
      `${target || 'No X-Amz-Target'}: the local Cognito has ${emulated}`,
    );
  }
  return operation;
}

function parseInput({ body }: HttpRequest): Readonly<Record<string, unknown>> {
  try {
    const input: unknown = JSON.parse(body.toString('utf8'));
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return { ...input };
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new ServiceError('SerializationException', 'The body is not a JSON object.');
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
