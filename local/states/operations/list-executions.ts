import { ServiceError } from '../../aws-json.ts';
import { findStateMachine } from '../find-state-machine.ts';
import { latestFirst } from '../protocol/page.ts';
import { arn, pageMembers } from '../protocol/request-members.ts';
import { requireArn } from '../protocol/require-arn.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: {
    stateMachineArn: arn,
    statusFilter: {
      type: 'string',
      values: ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'],
    },
    ...pageMembers,
    nextToken: { type: 'string', minLength: 1, maxLength: 3_096 },
    mapRunArn: { type: 'string', minLength: 1, maxLength: 2_000 },
    redriveFilter: { type: 'string', values: ['REDRIVEN', 'NOT_REDRIVEN'] },
  },
} as const;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html, without Map Runs */
export const listExecutions = operation('ListExecutions', shape, async (api, principal, input) => {
  const { stateMachineArn, statusFilter, redriveFilter } = input;
  if (stateMachineArn === undefined) {
    throw new ServiceError('ValidationException', 'Must provide a State Machine ARN; there are no Map Runs here.');
  }
  requireArn(stateMachineArn, 'stateMachine');
  api.iam.authorize(principal, 'states:ListExecutions', stateMachineArn);
  findStateMachine(api.machines, stateMachineArn);
  const found = api.store
    .list()
    .filter((execution) => execution.stateMachineArn === stateMachineArn)
    .filter(({ status }) => statusFilter === undefined || status === statusFilter)
    .filter(() => redriveFilter !== 'REDRIVEN');
  const { items, nextToken } = latestFirst(`ListExecutions ${stateMachineArn} ${statusFilter}`, found, input);
  const executions = items.map(({ arn: executionArn, name, status, startDate, stopDate }) => ({
    ...{ executionArn, stateMachineArn, name, status, startDate: startDate / 1_000 },
    ...(stopDate !== undefined && { stopDate: stopDate / 1_000 }),
  }));
  return { executions, nextToken };
});
