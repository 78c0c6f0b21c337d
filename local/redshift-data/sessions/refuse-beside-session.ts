import { ServiceError } from '../../aws-json.ts';

/**
 * Refuses a request that names a session and besides one of the members that the session answers for.
 *
 * @throws ServiceError ValidationException.
 */
export function refuseBesideSession<Name extends string>(
  input: Readonly<Record<Name, unknown>>,
  members: readonly Name[],
): void {
  const extra = members.find((member) => input[member] !== undefined);
  if (extra) throw new ServiceError('ValidationException', `${extra} can't be specified together with SessionId.`);
}
