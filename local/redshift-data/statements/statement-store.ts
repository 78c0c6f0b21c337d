import { ServiceError } from '../../aws-json.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { Workgroup } from '../workgroup.ts';
import { createKeptStatements, type KeptStatements } from './kept-statements.ts';
import { newStatement } from './new-statement.ts';
import type { Owner } from './owner.ts';
import { runStatement } from './run-statement.ts';
import { cancelRun, type RunningStatement, type StatementRunner } from './running-statement.ts';
import type { Submission, SubmittedStatement } from './statement.ts';
import type { StatementJournal } from './statement-journal.ts';

/** The statements that were submitted in the last 24 hours. */
export interface StatementStore extends Pick<KeptStatements, 'find' | 'findByClientToken' | 'list'> {
  /** Hands a statement or a batch to the engine. Throws ServiceError ActiveStatementsExceededException. */
  submit(owner: Owner, submission: Submission, keepAliveSeconds?: number): SubmittedStatement;
}

/** What a store works with. */
export interface StatementStoreOptions extends StatementRunner {
  readonly sessions: SessionStore;
  readonly journal: StatementJournal;
  /** Told of every statement's end. */
  readonly onEnd: (statement: SubmittedStatement) => void;
  /** Results beyond this much memory are forgotten before their 24 hours are over. @default 256 MiB */
  readonly maxBytes?: number;
}

/** The Data API's quota of statements under way in a workgroup. */
const maxActive = 500;

/** Makes a store in front of an engine, with the statements of which the journal tells. */
export function createStatementStore(options: StatementStoreOptions): StatementStore {
  const { journal, clock, maxBytes = 256 * 1024 * 1024 } = options;
  const kept = createKeptStatements(clock, maxBytes);
  for (const statement of journal.statements) kept.add(statement);
  const active = new Map<Workgroup, number>();
  let lastSequence = Math.max(0, ...journal.statements.map(({ sequence, sqls }) => sequence + sqls.length - 1));

  return {
    submit(owner, submission, keepAliveSeconds) {
      kept.forgetOld();
      const { workgroup } = submission.connection;
      const others = active.get(workgroup) ?? 0;
      if (others >= maxActive) {
        const message = `Active statements exceeded the allowed quota (${maxActive}).`;
        throw new ServiceError('ActiveStatementsExceededException', message);
      }
      const made = newStatement(owner, submission, lastSequence + 1, clock());
      const statement = begin({ ...options, kept }, made, keepAliveSeconds);
      lastSequence += submission.sqls.length;
      active.set(workgroup, others + 1);
      statement.ended.then(() => active.set(workgroup, (active.get(workgroup) ?? 0) - 1));
      kept.add(statement);
      return statement;
    },
    find: kept.find,
    findByClientToken: kept.findByClientToken,
    list: kept.list,
  };
}

/** The statement is SUBMITTED when this returns and changes by itself from then on. */
function begin(
  options: StatementStoreOptions & { readonly kept: KeptStatements },
  made: ReturnType<typeof newStatement>,
  keepAliveSeconds: number | undefined,
): SubmittedStatement {
  const { sessions, journal, onError } = options;
  const { id, session } = made;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const statement: RunningStatement = { ...made, ended, cancel: () => cancelRun(options, statement) };
  if (session) sessions.take(session.id, id, keepAliveSeconds);
  try {
    journal.submitted(statement);
  } catch (error) {
    if (session) sessions.giveBack(session.id).catch(onError);
    onError(error);
    throw notSubmitted(statement);
  }
  // Whoever doesn't wait is answered before the statement moves on from SUBMITTED.
  Promise.resolve()
    .then(() => runStatement(options, statement))
    .then(() => finish(options, statement))
    .catch(onError)
    .finally(end);
  return statement;
}

async function finish(
  { sessions, journal, kept, onEnd }: StatementStoreOptions & { readonly kept: KeptStatements },
  statement: SubmittedStatement,
): Promise<void> {
  const { session } = statement;
  const givenBack = session && sessions.giveBack(session.id);
  journal.ended(statement, () => kept.list().reverse());
  onEnd(statement);
  await givenBack;
}

/** The model has an error for each of the two operations. */
function notSubmitted({ id, executionMode }: SubmittedStatement): ServiceError {
  const name = executionMode === undefined ? 'ExecuteStatementException' : 'BatchExecuteStatementException';
  return new ServiceError(name, 'The statement could not be written down and was not run.', 500, { StatementId: id });
}
