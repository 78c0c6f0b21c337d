import { ServiceError } from '../../aws-json.ts';
import type { Principal } from '../../iam/iam.ts';
import type { DataApi } from '../operations/operation.ts';
import { ownerOf } from './owner.ts';
import type { Execution, SubmittedStatement } from './statement.ts';

/** A statement, and which of its SQL texts an id with `:n` names. */
export interface NamedStatement {
  readonly statement: SubmittedStatement;
  readonly execution: Execution | undefined;
}

/**
 * Finds a statement that the caller may act on: by policy, which may ask for the session that submitted it, and because
 * a statement of another role or user is invisible whatever the policy says.
 *
 * @throws ServiceError AccessDeniedException or ResourceNotFoundException.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_redshift-data.html
 */
export function ownStatement(api: DataApi, principal: Principal, action: string, id: string): NamedStatement {
  const [statementId = '', number] = id.split(':');
  const statement = api.statements.find(statementId);
  // A statement's id is no ARN: these actions know no resource.
  api.iam.authorize(principal, action, '*', {
    'redshift-data:statement-owner-iam-userid': statement?.owner.userId,
  });
  const isOwn = statement?.owner.identity === ownerOf(principal).identity;
  const execution = statement?.executions.find((one) => one.id === id && number !== undefined);
  if (!statement || !isOwn || (number !== undefined && !execution)) throw notFound('Query does not exist.', id);
  return { statement, execution };
}

/** ResourceNotFoundException; the model gives it status 404. */
export function notFound(message: string, id: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message, 404, { ResourceId: id });
}
