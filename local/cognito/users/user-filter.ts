import { ServiceError } from '../../aws-json.ts';
import type { UserState } from '../state.ts';

const searchable = [
  'username',
  'email',
  'phone_number',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'sub',
];
const statuses = ['cognito:user_status', 'status'];
const form = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/;

/**
 * Reads the filter of ListUsers, `attribute = "value"` or `attribute ^= "beginning"`; an empty one finds every user.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-manage-user-accounts.html#cognito-user-pools-searching-for-users-using-listusers-api
 *
 * @throws ServiceError InvalidParameterException.
 */
export function readUserFilter(filter: string): (user: UserState) => boolean {
  if (filter.trim() === '') return () => true;
  const [, name = '', sign, quoted = ''] = form.exec(filter) ?? [];
  if (sign === undefined) throw invalid(`Error while parsing filter.`);
  if (![...searchable, ...statuses].includes(name)) throw invalid(`Invalid search attribute: ${name}`);
  const wanted = quoted.replace(/\\(.)/g, '$1');
  return (user) => {
    const value = searchedValue(user, name);
    return sign === '=' ? value === wanted : (value?.startsWith(wanted) ?? false);
  };
}

function searchedValue(user: UserState, name: string): string | undefined {
  if (name === 'username' || name === 'sub') return user[name];
  if (name === 'cognito:user_status') return user.status;
  // The console's name for being enabled.
  if (name === 'status') return user.enabled ? 'Enabled' : 'Disabled';
  return user.attributes[name];
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}
