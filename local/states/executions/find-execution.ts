import { ServiceError } from '../../aws-json.ts';
import type { Principal } from '../../iam/iam.ts';
import type { StatesApi } from '../operations/operation.ts';
import { requireArn } from '../protocol/require-arn.ts';
import type { Execution } from './execution.ts';

/** An execution that the caller may act on. Throws ServiceError InvalidArn, AccessDeniedException, ExecutionDoesNotExist. */
export function findExecution(
  { iam, store }: Pick<StatesApi, 'iam' | 'store'>,
  principal: Principal,
  action: string,
  executionArn: string,
): Execution {
  requireArn(executionArn, 'execution');
  iam.authorize(principal, action, executionArn);
  const execution = store.find(executionArn);
  if (execution) return execution;
  throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
}
