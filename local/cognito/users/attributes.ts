import { ServiceError } from '../../aws-json.ts';
import type { UserPool } from '../pools/user-pool.ts';
import type { UserPoolClient } from '../pools/user-pool-client.ts';
import type { UserState } from '../state.ts';

/** Attributes by name; an empty value takes one away. */
export type Attributes = Readonly<Record<string, string>>;

/** The user's attributes after a change; who gets another address has it verified no more. */
export function changedAttributes(before: Attributes, changes: Attributes): Attributes {
  const unverified = ['email', 'phone_number']
    .filter((name) => changes[name] !== undefined && changes[name] !== before[name])
    .map((name) => [`${name}_verified`, 'false'] as const);
  return withoutEmpty({ ...before, ...Object.fromEntries(unverified), ...changes });
}

/** The attributes that have a value. */
export function withoutEmpty(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));
}

/**
 * Checks attributes against the pool's schema.
 *
 * @throws ServiceError InvalidParameterException naming the first attribute that the pool doesn't have, that cannot be
 * changed, or whose value does not fit.
 */
export function checkAttributes(pool: UserPool, changes: Attributes, isNewUser: boolean): void {
  for (const [name, value] of Object.entries(changes)) {
    const schema = pool.schema.get(name);
    if (schema === undefined) throw notConforming(`${name}: Attribute does not exist in the schema.`);
    if (name === 'sub') throw invalidParameter('Cannot modify the non-mutable attribute sub');
    if (!schema.isMutable && !isNewUser) throw invalidParameter(`user.${name}: Attribute cannot be updated.`);
    // What is taken away need not fit.
    if (value === '') continue;
    if (name === 'email' && !/^[^@\s]+@[^@\s]+$/.test(value)) throw invalidParameter('Invalid email address format.');
    if (name === 'phone_number' && !/^\+\d{1,15}$/.test(value)) throw invalidParameter('Invalid phone number format.');
    const { minLength = 0, maxLength = 2048, minValue = -Infinity, maxValue = Infinity } = schema;
    if (schema.type === 'String' && (value.length < minLength || value.length > maxLength)) {
      throw notConforming(`${name}: String must be of ${minLength} to ${maxLength} characters`);
    }
    const isNumber = /^-?\d+$/.test(value) && Number(value) >= minValue && Number(value) <= maxValue;
    if (schema.type === 'Number' && !isNumber) throw notConforming(`${name}: Number is not in its range`);
    if (schema.type === 'Boolean' && !/^(true|false)$/i.test(value)) throw notConforming(`${name}: Boolean is invalid`);
  }
}

/**
 * Throws ServiceError NotAuthorizedException when a user may not write one of the attributes by the app client, such as that
 * an address is verified, which administrators alone may say.
 */
export function checkWritable({ writeAttributes }: UserPoolClient, changes: Attributes): void {
  const isWritable = (name: string) => !name.endsWith('_verified') && (writeAttributes?.has(name) ?? true);
  if (!Object.keys(changes).every(isWritable)) {
    throw new ServiceError('NotAuthorizedException', 'A client attempted to write unauthorized attribute');
  }
}

/** The attributes that the pool requires and the user lacks. */
export function missingAttributes({ schema }: UserPool, { attributes }: Pick<UserState, 'attributes'>): string[] {
  return [...schema]
    .filter(([name, { isRequired }]) => isRequired && name !== 'sub' && attributes[name] === undefined)
    .map(([name]) => name);
}

/** A user's attributes as the operations list them, `sub` first; without those that the client may not read. */
export function attributeList({ sub, attributes }: UserState, readable?: ReadonlySet<string>) {
  const own = Object.entries(attributes).filter(([name]) => readable?.has(name) ?? true);
  return [{ Name: 'sub', Value: sub }, ...own.map(([Name, Value]) => ({ Name, Value }))];
}

/** The attributes of a request by name. */
export function readAttributes(
  list: readonly { readonly Name: string; readonly Value: string | undefined }[] | undefined,
): Attributes {
  return Object.fromEntries((list ?? []).map(({ Name, Value = '' }) => [Name, Value]));
}

function notConforming(reason: string): ServiceError {
  return invalidParameter(`Attributes did not conform to the schema: ${reason}`);
}

function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}
