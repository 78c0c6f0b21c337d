import { ServiceError } from '../aws-json.ts';
import type { Principal } from '../iam/iam.ts';
import type { DataApi } from './operation.ts';
import type { SubmittedStatement } from './statement.ts';

/**
 * The statement's identifier in a request: the model's pattern. `:n`, a sub-statement of a batch, is of no use here.
 *
 * @throws ServiceError ValidationException in the words of the service, which here aren't those of its framework.
 */
function checkStatementId(id: string): void {
  const pattern = /^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\d+)?$/;
  if (!pattern.test(id)) {
    throw new ServiceError('ValidationException', `id must satisfy regex pattern: ${pattern.source}`);
  }
}

/**
 * Finds a statement that the caller may act on: by policy, which may ask for the session that submitted it, and because
 * a statement of another role or user is invisible whatever the policy says.
 *
 * @throws ServiceError AccessDeniedException or ResourceNotFoundException.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_redshift-data.html
 */
export function ownStatement(api: DataApi, principal: Principal, action: string, id: string): SubmittedStatement {
  checkStatementId(id);
  const statement = api.statements.find(id);
  // A statement's id is no ARN: these actions know no resource.
  api.iam.authorize(principal, action, '*', {
    'redshift-data:statement-owner-iam-userid': statement?.owner.userId,
  });
  if (!statement || identityOf(statement.owner) !== identityOf(principal)) throw notFound('Query does not exist.', id);
  return statement;
}

/** ResourceNotFoundException; the model gives it status 404. */
export function notFound(message: string, id: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message, 404, { ResourceId: id });
}

function identityOf(principal: Principal): string {
  return principal.role?.arn ?? principal.arn;
}
