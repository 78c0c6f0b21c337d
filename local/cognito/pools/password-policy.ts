import { randomInt } from 'node:crypto';
import { ServiceError } from '../../aws-json.ts';
import type { ResourceProperties } from '../../template/resource-properties.ts';

/** The rules for a new password, from the pool's `Policies.PasswordPolicy`. */
export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireUppercase: boolean;
  readonly requireLowercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  /** Days for which a temporary password lets its user in. */
  readonly temporaryPasswordDays: number;
}

/**
 * Reads a policy; a pool without one has these defaults:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
 */
export function readPasswordPolicy(policy: ResourceProperties): PasswordPolicy {
  const isSet = policy.names.length > 0;
  const requires = (name: string) => policy.boolean(name) ?? !isSet;
  return {
    minimumLength: policy.number('MinimumLength') ?? 8,
    requireUppercase: requires('RequireUppercase'),
    requireLowercase: requires('RequireLowercase'),
    requireNumbers: requires('RequireNumbers'),
    requireSymbols: requires('RequireSymbols'),
    temporaryPasswordDays: policy.number('TemporaryPasswordValidityDays') ?? 7,
  };
}

// The characters that Cognito counts as symbols, space included:
// https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
const symbol = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/;

/** Throws ServiceError InvalidPasswordException, naming the first rule that the password breaks. */
export function checkPassword(password: string, policy: PasswordPolicy): void {
  const refuse = (reason: string) =>
    new ServiceError('InvalidPasswordException', `Password did not conform with policy: ${reason}`);
  if (password.length < policy.minimumLength) throw refuse('Password not long enough');
  if (policy.requireUppercase && !/[A-Z]/.test(password)) throw refuse('Password must have uppercase characters');
  if (policy.requireLowercase && !/[a-z]/.test(password)) throw refuse('Password must have lowercase characters');
  if (policy.requireNumbers && !/[0-9]/.test(password)) throw refuse('Password must have numeric characters');
  if (policy.requireSymbols && !symbol.test(password)) throw refuse('Password must have symbol characters');
}

const alphabets = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '!@#%*-_=+?'];

/** A random password that fits the policy, with characters of each kind. */
export function generatePassword({ minimumLength }: PasswordPolicy): string {
  const pick = (letters: string) => letters.charAt(randomInt(letters.length));
  const letters = Array.from({ length: Math.max(minimumLength, 12) }, (_, index) =>
    pick(alphabets[index] ?? alphabets.join('')),
  );
  for (let end = letters.length - 1; end > 0; end -= 1) {
    const other = randomInt(end + 1);
    [letters[end], letters[other]] = [letters[other] ?? '', letters[end] ?? ''];
  }
  return letters.join('');
}
