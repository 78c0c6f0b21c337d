import { randomUUID } from 'node:crypto';
import { ServiceError } from '../../aws-json.ts';
import { StateError } from '../interpreter/state-error.ts';

/** What a service answered in place of a result. */
export interface Refusal {
  /** The service's name of the error, e.g. `ValidationException`. */
  readonly name: string;
  readonly message: string;
  readonly status: number;
  readonly requestId?: string | undefined;
}

/**
 * The error of a task, as the AWS SDK for Java names and words it: one that the service's model has no shape for is the
 * service's own, e.g. `RedshiftData.RedshiftDataException`.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function sdkError(service: string, modeled: readonly string[], refusal: Refusal): StateError {
  const { name, message, status, requestId = randomUUID() } = refusal;
  const exception = modeled.includes(name) ? name : `${service}Exception`;
  const cause = `${message} (Service: ${service}, Status Code: ${status}, Request ID: ${requestId})`;
  return new StateError(`${service}.${exception.replace(/(Exception)?$/, 'Exception')}`, cause);
}

/** Does what a local service does with its refusals told as a task's errors. */
export async function refusing<Result>(
  service: string,
  modeled: readonly string[],
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServiceError) throw sdkError(service, modeled, error);
    throw error;
  }
}
