import { ServiceError } from '../../aws-json.ts';
import type { UserPool, UserPoolGroup } from './user-pool.ts';

/** The group of a name. Throws ServiceError ResourceNotFoundException. */
export function requireGroup({ groups }: UserPool, name: string): UserPoolGroup {
  const group = groups.find((candidate) => candidate.name === name);
  if (group === undefined) throw new ServiceError('ResourceNotFoundException', 'Group not found.');
  return group;
}
