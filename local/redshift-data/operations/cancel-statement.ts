import { ServiceError } from '../../aws-json.ts';
import { statementId } from '../protocol/request-members.ts';
import { ownStatement } from '../statements/own-statement.ts';
import { isFinal, type SubmittedStatement } from '../statements/statement.ts';
import { operation } from './operation.ts';

const shape = { type: 'structure', members: { Id: { ...statementId, required: true } } } as const;

/**
 * Stops a statement, or the whole batch, also by the id of one of its SQL texts.
 *
 * https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_CancelStatement.html
 */
export const cancelStatement = operation('CancelStatement', shape, async (api, principal, input) => {
  const { statement } = ownStatement(api, principal, 'redshift-data:CancelStatement', input.Id);
  refuseEnded(statement);
  const stopped = await statement.cancel();
  if (!stopped) refuseEnded(statement);
  return JSON.stringify({ Status: stopped });
});

function refuseEnded({ id, progress: { status } }: SubmittedStatement): void {
  if (!isFinal(status)) return;
  const message = `Could not cancel a query that is already in ${status} state with ID: ${id}`;
  throw new ServiceError('ValidationException', message);
}
