import type { Connection } from '../connection.ts';
import type { Workgroup } from '../workgroup.ts';
import type { Execution, Progress, SubmittedStatement } from './statement.ts';

/** A statement at its submission, as the journal keeps it. */
export interface StatementRecord
  extends Omit<SubmittedStatement, 'connection' | 'executions' | 'progress' | 'ended' | 'cancel'> {
  readonly connection: Omit<Connection, 'workgroup'>;
  readonly workgroupArn: string;
}

/** A statement's end, as the journal keeps it. */
export interface EndRecord extends Progress {
  readonly id: string;
  /** One for each SQL text, in order. */
  readonly executions: ReadonlyArray<Progress & Pick<Execution, 'durationNs' | 'outcome'>>;
}

/** What is known of a statement when it is submitted. */
export function statementRecord(statement: SubmittedStatement): StatementRecord {
  const { id, owner, sequence, createdAt, redshiftPid, sqls, executionMode, parameters, session } = statement;
  const { clientToken, fingerprint, statementName, resultFormat, withEvent } = statement;
  const { workgroup, ...connection } = statement.connection;
  return {
    ...{ id, owner, sequence, createdAt, redshiftPid, sqls, executionMode, parameters, session },
    ...{ clientToken, fingerprint, statementName, resultFormat, withEvent, connection, workgroupArn: workgroup.arn },
  };
}

/** How a statement has ended. */
export function endRecord({ id, progress, executions }: SubmittedStatement): EndRecord {
  return {
    id,
    ...progressOf(progress),
    executions: executions.map((execution) => {
      const { durationNs, outcome } = execution;
      return { ...progressOf(execution), durationNs, outcome };
    }),
  };
}

/** Whether what was read has the members without which it is no record. */
export function isStatementRecord({ id, createdAt, workgroupArn, sqls, owner, connection }: StatementRecord): boolean {
  const texts = [id, workgroupArn, owner?.identity, connection?.database];
  return texts.every((text) => typeof text === 'string') && typeof createdAt === 'number' && Array.isArray(sqls);
}

/** Whether what was read has the members without which it is no end. */
export function isEndRecord({ id, status, updatedAt, executions }: EndRecord): boolean {
  return (
    [id, status].every((text) => typeof text === 'string') && typeof updatedAt === 'number' && Array.isArray(executions)
  );
}

/** The statement of a record; without its end it was under way when its process ended, which undid it. */
export function statementOf(
  record: StatementRecord,
  end: EndRecord | undefined,
  workgroup: Workgroup,
): SubmittedStatement {
  const { workgroupArn, connection, ...rest } = record;
  const executions = record.sqls.map((sql, index): Execution => {
    const id = record.executionMode === undefined ? record.id : `${record.id}:${index + 1}`;
    const unknown = { ...lostAt(record.createdAt), durationNs: undefined, outcome: undefined };
    const known = end?.executions[index] ?? unknown;
    return { ...known, id, sql, redshiftQueryId: record.sequence + index, result: undefined };
  });
  const whole = end ? progressOf(end) : lostAt(record.createdAt);
  return {
    ...rest,
    connection: { ...connection, workgroup },
    executions,
    progress: whole,
    ended: Promise.resolve(),
    cancel: async () => false,
  };
}

function lostAt(updatedAt: number): Progress {
  return { status: 'ABORTED', updatedAt, error: 'The server ended before the statement did.' };
}

const progressOf = ({ status, updatedAt, error }: Progress): Progress => ({ status, updatedAt, error });
