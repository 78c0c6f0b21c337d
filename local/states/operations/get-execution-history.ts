import type { Execution } from '../executions/execution.ts';
import { findExecution } from '../executions/find-execution.ts';
import { endEvent, type HistoryEvent, startEvent } from '../executions/history.ts';
import { page } from '../protocol/page.ts';
import { arn, pageMembers } from '../protocol/request-members.ts';
import { operation, type StatesApi } from './operation.ts';

const shape = {
  type: 'structure',
  members: {
    executionArn: { ...arn, required: true },
    ...pageMembers,
    reverseOrder: { type: 'boolean' },
    includeExecutionData: { type: 'boolean' },
  },
} as const;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
export const getExecutionHistory = operation('GetExecutionHistory', shape, async (api, principal, input) => {
  const execution = findExecution(api, principal, 'states:GetExecutionHistory', input.executionArn);
  const { reverseOrder = false, includeExecutionData = true } = input;
  const recorded = eventsOf(api, execution);
  const events = reverseOrder ? recorded.toReversed() : recorded;
  const { items, nextToken } = page(`GetExecutionHistory ${execution.arn} ${reverseOrder}`, events, input);
  return { events: items.map((event) => describeEvent(event, includeExecutionData)), nextToken };
});

/** Of an execution of an earlier process, only how it began and ended is known. */
function eventsOf({ executor, machines }: StatesApi, execution: Execution): readonly HistoryEvent[] {
  const history = executor.history(execution.arn);
  if (history) return history.events;
  const roleArn = machines.find(({ arn }) => arn === execution.stateMachineArn)?.roleArn;
  const start = { ...startEvent(execution.input, roleArn), id: 1, previousEventId: 0, timestamp: execution.startDate };
  const { status, stopDate = execution.startDate } = execution;
  if (status === 'RUNNING') return [start];
  return [start, { ...endEvent({ ...execution, status }), id: 2, previousEventId: 0, timestamp: stopDate }];
}

/** Members that hold what an execution works on. */
const data = new Set(['input', 'output', 'parameters', 'assignedVariables', 'error', 'cause']);

function describeEvent({ id, previousEventId, timestamp, type, details }: HistoryEvent, withData: boolean): object {
  const members = Object.entries(details).filter(
    ([name, value]) => value !== undefined && (withData || !data.has(name)),
  );
  const extents = ['input', 'output', 'assignedVariables']
    .filter((name) => details[name] !== undefined && withData)
    .map((name) => [`${name}Details`, { truncated: false }]);
  return {
    ...{ id, previousEventId, timestamp: timestamp / 1_000, type },
    ...(members.length > 0 && { [detailsName(type)]: Object.fromEntries([...members, ...extents]) }),
  };
}

function detailsName(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}
