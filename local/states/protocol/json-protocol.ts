import { randomUUID } from 'node:crypto';
import { awsJsonResponse, ServiceError } from '../../aws-json.ts';
import { describeFault } from '../../describe-fault.ts';
import type { HttpHandler, HttpResponse } from '../../http.ts';
import { allOperations } from '../operations/all-operations.ts';
import type { StatesApi } from '../operations/operation.ts';

const operationByTarget = new Map(allOperations.map((operation) => [`AWSStepFunctions.${operation.name}`, operation]));

/**
 * Serves the operations by AWS's JSON 1.0 protocol, `X-Amz-Target: AWSStepFunctions.<operation>`:
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function serveOperations(api: StatesApi, log: (line: string) => void): HttpHandler {
  return async (request) => {
    const requestId = randomUUID();
    try {
      const target = request.headers['x-amz-target'] ?? '';
      const operation = operationByTarget.get(target);
      if (!operation) throw unknownOperation(target);
      const principal = await api.iam.authenticate(request, 'states');
      return reply(200, requestId, await operation.call(api, principal, request.body));
    } catch (error) {
      if (error instanceof ServiceError) return refusal(error, requestId);
      log(`states: ${requestId} ${describeFault(error)}`);
      return refusal(new ServiceError('InternalServerError', 'Internal error.', 500), requestId);
    }
  };
}

function unknownOperation(target: string): ServiceError {
  const emulated = allOperations.map(({ name }) => name).join(', ');
  return new ServiceError(
    'UnknownOperationException',
    `${target || 'No X-Amz-Target'}: the local Step Functions has ${emulated}`,
  );
}

function refusal({ name, message, status }: ServiceError, requestId: string): HttpResponse {
  return reply(status, requestId, { __type: name, message });
}

function reply(status: number, requestId: string, output: object): HttpResponse {
  const response = awsJsonResponse(JSON.stringify(output), requestId, status);
  return { ...response, headers: { ...response.headers, 'content-type': 'application/x-amz-json-1.0' } };
}
