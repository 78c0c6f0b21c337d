import type { HttpResponse } from './http.ts';

/**
 * An error that an AWS service answers with; the name is the wire's `__type`.
 *
 * `members` are the further members of the error's shape, such as ResourceId.
 */
export class ServiceError extends Error {
  override readonly name: string;
  readonly status: number;
  readonly members: Readonly<Record<string, string>>;

  constructor(name: string, message: string, status = 400, members: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = name;
    this.status = status;
    this.members = members;
  }
}

/** What a caller is told of a fault of the service's own. */
export function internalServerError(): ServiceError {
  return new ServiceError('InternalServerException', 'The request failed on the side of the server.', 500);
}

/** A reply of the awsJson1_1 protocol; `json` is the serialized output. */
export function awsJsonResponse(json: string, requestId: string, status = 200): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
    body: json,
  };
}

/**
 * An error reply of the awsJson1_1 protocol, with the short name in `__type`.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization
 */
export function awsJsonError(error: ServiceError, requestId: string): HttpResponse {
  const body = { __type: error.name, Message: error.message, ...error.members };
  return awsJsonResponse(JSON.stringify(body), requestId, error.status);
}
