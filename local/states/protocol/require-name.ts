import { ServiceError } from '../../aws-json.ts';

// White space, brackets, wildcards, special and control characters.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
const refused = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}]/u;

/** Throws ServiceError InvalidName for an execution's name that has a character which names must not have. */
export function requireName(name: string): void {
  if (refused.test(name)) throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
}
