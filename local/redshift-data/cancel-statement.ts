import { ServiceError } from '../aws-json.ts';
import { operation } from './operation.ts';
import { ownStatement } from './own-statement.ts';
import { isFinal, type SubmittedStatement, waitUntilEnded } from './statement.ts';

const shape = { type: 'structure', members: { Id: { type: 'string', required: true } } } as const;

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_CancelStatement.html */
export const cancelStatement = operation('CancelStatement', shape, async (api, principal, input) => {
  const statement = ownStatement(api, principal, 'redshift-data:CancelStatement', input.Id);
  refuseEnded(statement);
  const stopped = await api.engine.cancel(statement.id);
  // One that the engine no longer runs has ended in the meantime, with its end still on the way.
  if (!stopped) await waitUntilEnded(statement, 1);
  if (!stopped) refuseEnded(statement);
  return JSON.stringify({ Status: stopped });
});

function refuseEnded({ id, status }: SubmittedStatement): void {
  if (!isFinal(status)) return;
  const message = `Could not cancel a query that is already in ${status} state with ID: ${id}`;
  throw new ServiceError('ValidationException', message);
}
