import { randomUUID } from 'node:crypto';
import { keptMs } from './kept-statements.ts';
import type { SubmittedStatement } from './statement.ts';

/**
 * What EventBridge is told of a statement that was submitted WithEvent, when it has ended.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-monitoring-events.html
 */
export interface StatementEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': 'Redshift Data Statement Status Change';
  readonly source: 'aws.redshift-data';
  readonly account: string;
  /** ISO 8601, to the second. */
  readonly time: string;
  readonly region: string;
  /** The workgroup's ARN. */
  readonly resources: readonly string[];
  readonly detail: {
    readonly principal: string;
    readonly statementName: string;
    readonly statementId: string;
    readonly redshiftQueryId: number;
    readonly state: string;
    /** Rows returned or changed. */
    readonly rows: number;
    /** When AWS forgets the result, seconds since the epoch. */
    readonly expireAt: number;
  };
}

/** The event of a statement's end. */
export function statementEvent(statement: SubmittedStatement): StatementEvent {
  const { id, owner, statementName = '', connection, executions, executionMode, progress, sequence } = statement;
  const { arn } = connection.workgroup;
  const [, , , region = '', account = ''] = arn.split(':');
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Redshift Data Statement Status Change',
    source: 'aws.redshift-data',
    account,
    time: `${new Date(progress.updatedAt).toISOString().slice(0, -5)}Z`,
    region,
    resources: [arn],
    detail: {
      principal: owner.principalArn,
      statementName,
      statementId: id,
      redshiftQueryId: executionMode === undefined ? sequence : 0,
      state: progress.status,
      rows: executions.reduce((sum, { outcome }) => sum + (outcome?.rowCount ?? 0), 0),
      expireAt: Math.floor((progress.updatedAt + keptMs) / 1_000),
    },
  };
}
