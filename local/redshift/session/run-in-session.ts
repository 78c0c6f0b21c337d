import type { Run } from '../database/connections.ts';
import { SqlError, type Statement, type StatementResult, StatementTimedOutError } from '../engine.ts';
import { isWord, type Token } from '../syntax/tokens.ts';
import { type Settings, statementTimeoutMs } from './parameters.ts';
import type { Session } from './session.ts';
import type { OpenSessions } from './sessions.ts';

/** How a statement runs: alone, or in a session. */
export interface Surroundings {
  readonly session: Session | undefined;
  readonly user: string;
}

/**
 * Runs the work in the statement's session; what only a session can do gets one that ends with it, as a statement that
 * the Data API is given alone has a connection to itself.
 */
export async function runInSession(
  sessions: OpenSessions,
  statement: Statement,
  tokens: readonly Token[],
  work: (surroundings: Surroundings) => Promise<StatementResult>,
): Promise<StatementResult> {
  if (statement.session !== undefined) {
    const session = await sessions.open(statement.session, statement.user);
    return inTransactionOf(session, tokens, () => work({ session, user: session.user ?? statement.user }));
  }
  if (!needsSession(tokens)) return work({ session: undefined, user: statement.user });
  const session = await sessions.openUnnamed(statement.user);
  try {
    return await work({ session, user: statement.user });
  } finally {
    await session.close();
  }
}

const sessionVerbs = ['begin', 'start', 'commit', 'end', 'rollback', 'abort', 'set', 'reset', 'show'];

function needsSession(tokens: readonly Token[]): boolean {
  const [verb, object] = tokens;
  if (isWord(verb, ...sessionVerbs)) return !(isWord(verb, 'show') && isWord(object, 'model'));
  if (isWord(verb, 'create') && isWord(object, 'temp', 'temporary', 'local')) return true;
  return tokens.some((token) => token.kind === 'word' && token.value.startsWith('#'));
}

/** A statement that fails takes its transaction along. */
async function inTransactionOf(
  session: Session,
  tokens: readonly Token[],
  work: () => Promise<StatementResult>,
): Promise<StatementResult> {
  const { transaction } = session;
  const ends = isWord(tokens[0], 'commit', 'end', 'rollback', 'abort');
  if (transaction?.hasFailed && !ends) {
    throw new SqlError('ERROR: current transaction is aborted, commands ignored until end of transaction block');
  }
  try {
    return await work();
  } catch (error) {
    await session.fail();
    throw error;
  }
}

const commitAtOnce = [['truncate'], ['drop', 'model']];
const refusedInTransaction = [['create', 'model'], ['vacuum'], ['create', 'database'], ['drop', 'database']];

const begins = (tokens: readonly Token[], words: readonly string[]) =>
  words.every((word, at) => isWord(tokens[at], word));

/**
 * What TRUNCATE and DROP MODEL do to a transaction that is open: they commit it, and themselves.
 *
 * @throws SqlError for a statement that runs in no transaction.
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNCATE.html
 */
export async function endTransactionBefore(session: Session | undefined, tokens: readonly Token[]): Promise<void> {
  if (!session?.transaction) return;
  const refused = refusedInTransaction.find((words) => begins(tokens, words));
  if (refused) throw new SqlError(`ERROR: ${refused.join(' ').toUpperCase()} cannot run inside a transaction block`);
  if (commitAtOnce.some((words) => begins(tokens, words))) await session.end('COMMIT');
}

/** Cancels the work when it takes longer than the setting statement_timeout allows. */
export async function withTimeout(
  run: Run,
  settings: Settings,
  { queryId }: Statement,
  work: () => Promise<StatementResult>,
): Promise<StatementResult> {
  const timeoutMs = statementTimeoutMs(settings);
  if (timeoutMs === 0) return work();
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    run.cancel();
  }, timeoutMs);
  try {
    return await work();
  } catch (error) {
    if (!isOver) throw error;
    throw new StatementTimedOutError(queryId, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
