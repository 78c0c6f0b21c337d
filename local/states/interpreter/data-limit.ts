import type { Json } from '../definition/definition.ts';
import { StateError } from './state-error.ts';

// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
const mostBytes = 262_144;

/** Throws StateError States.DataLimitExceeded, which nothing catches, when a state gives more than 256 KiB of JSON. */
export function requireSize(stateName: string, value: Json): void {
  if (Buffer.byteLength(JSON.stringify(value)) <= mostBytes) return;
  const what = `The state/task '${stateName}' returned a result with a size exceeding the maximum number of bytes`;
  throw new StateError('States.DataLimitExceeded', `${what} service limit.`);
}
