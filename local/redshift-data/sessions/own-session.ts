import { ServiceError } from '../../aws-json.ts';
import type { Principal } from '../../iam/iam.ts';
import type { DataApi } from '../operations/operation.ts';
import { ownerOf } from '../statements/owner.ts';
import type { Session } from './session.ts';

/**
 * Finds a session that the caller may run statements in: by policy, which may ask for the IAM session that opened it,
 * and because a session of another role or user is as good as none.
 *
 * @throws ServiceError AccessDeniedException, or ValidationException as AWS answers an id that it never gave out.
 */
export function ownSession(api: DataApi, principal: Principal, action: string, id: string): Session {
  const session = api.sessions.find(id);
  api.iam.authorize(principal, action, session?.connection.workgroup.arn ?? '*', {
    'redshift-data:session-owner-iam-userid': session?.owner.userId,
  });
  if (session?.owner.identity !== ownerOf(principal).identity) {
    throw new ServiceError('ValidationException', `Session with Id: ${id} is invalid`);
  }
  return session;
}
