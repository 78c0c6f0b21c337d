import { randomUUID } from 'node:crypto';
import { awsJsonError, internalServerError, ServiceError } from '../../aws-json.ts';
import { ConnectionDroppedError, type HttpHandler, type HttpRequest, type HttpResponse } from '../../http.ts';
import type { BadDay } from './bad-day.ts';
import type { Sleep } from './statement-faults.ts';

/** The Data API as it is on a bad day; `badDay` gives undefined while all is well. */
export function withRequestFaults(handler: HttpHandler, badDay: () => BadDay | undefined, sleep: Sleep): HttpHandler {
  return (request) => {
    const day = badDay();
    return day ? answerOn(day, request, handler, sleep) : handler(request);
  };
}

async function answerOn(day: BadDay, request: HttpRequest, handler: HttpHandler, sleep: Sleep): Promise<HttpResponse> {
  const delayMs = day.requestDelayMs();
  if (delayMs > 0) await sleep(delayMs, new AbortController().signal);
  const [, operation = ''] = (request.headers['x-amz-target'] ?? '').split('.');
  if (!day.admits(operation)) {
    return awsJsonError(new ServiceError('ThrottlingException', 'Rate exceeded'), randomUUID());
  }
  if (day.strikes('error')) return awsJsonError(internalServerError(), randomUUID());
  if (!day.strikes('drop')) return handler(request);
  // In turns the request gets lost, and the reply to one that was carried out.
  if ((day.struck.drop ?? 0) % 2 === 0) await handler(request);
  throw new ConnectionDroppedError();
}
