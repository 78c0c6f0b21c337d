import type { Owner } from './owner.ts';
import { isFinal, type SubmittedStatement } from './statement.ts';

const hourMs = 3_600_000;
const clientTokenMs = 8 * hourMs;

/** AWS keeps statements and their results this long after their end. */
export const keptMs = 24 * hourMs;

/** Of more than so many the oldest are forgotten before their time: a process that serves for days would fill with them. */
const mostStatements = 8_000;
/** Of more than so many the oldest lose their rows. */
const mostResults = 2_000;

/** The statements in memory, with the results of those that finished. */
export interface KeptStatements {
  add(statement: SubmittedStatement): void;
  /** Forgets what is over the time or the space. */
  forgetOld(): void;
  find(id: string): SubmittedStatement | undefined;
  /** The statement that an owner submitted with this client token in the last 8 hours. */
  findByClientToken(owner: Owner, clientToken: string): SubmittedStatement | undefined;
  /** Latest first. */
  list(): SubmittedStatement[];
}

/**
 * Keeps statements for 24 hours, but 8,000 of them at most and 2,000 with rows; beyond `maxBytes` the oldest lose their rows
 * before that, and go when it takes that.
 */
export function createKeptStatements(clock: () => number, maxBytes: number): KeptStatements {
  const statements = new Map<string, SubmittedStatement>();
  const idByToken = new Map<string, string>();
  /** Statements that may have rows, in the order of their ends. */
  const withRows = new Map<string, SubmittedStatement>();
  let bytes = 0;

  function forget(statement: SubmittedStatement): void {
    const token = tokenOf(statement.owner, statement.clientToken);
    if (idByToken.get(token) === statement.id) idByToken.delete(token);
    statements.delete(statement.id);
    withRows.delete(statement.id);
    bytes -= memoryOf(statement);
  }

  /** Its end and its client token stay: a lost token would run a statement twice. */
  function forgetRows(statement: SubmittedStatement): void {
    const executions = statement.executions.map((execution) => ({ ...execution, result: undefined }));
    const rest = { ...statement, executions };
    bytes += memoryOf(rest) - memoryOf(statement);
    statements.set(statement.id, rest);
    withRows.delete(statement.id);
  }

  function isOld({ progress }: SubmittedStatement): boolean {
    return isFinal(progress.status) && clock() - progress.updatedAt >= keptMs;
  }

  return {
    add(statement) {
      statements.set(statement.id, statement);
      if (statement.clientToken) idByToken.set(tokenOf(statement.owner, statement.clientToken), statement.id);
      statement.ended.then(() => {
        bytes += memoryOf(statement);
        withRows.set(statement.id, statement);
      });
    },
    /** The map is in order of submission: the first that may stay ends the search. */
    forgetOld() {
      for (const statement of statements.values()) {
        if (!isFinal(statement.progress.status)) continue;
        if (!isOld(statement)) break;
        forget(statement);
      }
      forgetWhile(() => withRows.size > mostResults, withRows, forgetRows);
      forgetWhile(() => statements.size > mostStatements, statements, forget);
      forgetWhile(() => bytes > maxBytes, statements, forgetRows);
      forgetWhile(() => bytes > maxBytes, statements, forget);
    },
    find(id) {
      const statement = statements.get(id);
      return statement && !isOld(statement) ? statement : undefined;
    },
    findByClientToken(owner, clientToken) {
      const statement = statements.get(idByToken.get(tokenOf(owner, clientToken)) ?? '');
      return statement && clock() - statement.createdAt < clientTokenMs ? statement : undefined;
    },
    list: () => [...statements.values()].filter((statement) => !isOld(statement)).reverse(),
  };
}

/** The oldest first, and none that is under way. */
function forgetWhile(
  isTooMuch: () => boolean,
  statements: ReadonlyMap<string, SubmittedStatement>,
  forgetPart: (statement: SubmittedStatement) => void,
): void {
  for (const statement of statements.values()) {
    if (!isTooMuch()) return;
    if (isFinal(statement.progress.status)) forgetPart(statement);
  }
}

function tokenOf(owner: Owner, clientToken = ''): string {
  return `${owner.userId} ${clientToken}`;
}

/** About what a statement holds in memory. */
function memoryOf({ executions, parameters }: SubmittedStatement): number {
  const texts = executions.reduce((sum, { sql, result, outcome }) => {
    return sum + sql.length + (result ? (outcome?.resultSize ?? 0) : 0);
  }, 0);
  return 2_000 + texts + parameters.reduce((sum, { value }) => sum + value.length, 0);
}
