import { ServiceError } from '../aws-json.ts';
import type { Principal } from '../iam/iam.ts';
import { runStatement, type StatementRunner } from './run-statement.ts';
import { isFinal, type Submission, type SubmittedStatement } from './statement.ts';

/** The statements that were submitted, with the results of those that finished. */
export interface StatementStore {
  /** Hands a statement to the engine. Throws ServiceError ActiveStatementsExceededException. */
  submit(owner: Principal, submission: Submission): SubmittedStatement;
  /** The statement of an id, unless it is gone. */
  find(id: string): SubmittedStatement | undefined;
  /** The statement that a principal submitted with this client token in the last 8 hours. */
  findByClientToken(owner: Principal, clientToken: string): SubmittedStatement | undefined;
}

const hourMs = 3_600_000;
const keptMs = 24 * hourMs;
const clientTokenMs = 8 * hourMs;

/** The Data API's quota of statements under way in a workgroup. */
const maxActive = 500;

/** Makes an empty store in front of an engine; beyond `maxBytes` the oldest go before their 24 hours are over. */
export function createStatementStore(runner: StatementRunner, maxBytes = 256 * 1024 * 1024): StatementStore {
  const kept = createKeptStatements(runner.clock, maxBytes);
  const active = new Map<string, number>();
  let lastQueryId = 0;

  return {
    submit(owner, submission) {
      kept.forgetOld();
      const { name } = submission.connection.workgroup;
      const others = active.get(name) ?? 0;
      if (others >= maxActive) {
        const message = `Active statements exceeded the allowed quota (${maxActive}).`;
        throw new ServiceError('ActiveStatementsExceededException', message);
      }
      active.set(name, others + 1);
      lastQueryId++;
      const statement = runStatement(runner, owner, submission, lastQueryId);
      kept.add(statement);
      statement.ended.then(() => active.set(name, (active.get(name) ?? 0) - 1));
      return statement;
    },
    find: kept.find,
    findByClientToken: kept.findByClientToken,
  };
}

function createKeptStatements(clock: () => number, maxBytes: number) {
  const statements = new Map<string, SubmittedStatement>();
  const idByToken = new Map<string, string>();
  let bytes = 0;

  function forget(statement: SubmittedStatement): void {
    const token = tokenOf(statement.owner, statement.clientToken);
    if (idByToken.get(token) === statement.id) idByToken.delete(token);
    statements.delete(statement.id);
    bytes -= memoryOf(statement);
  }

  return {
    add(statement: SubmittedStatement): void {
      statements.set(statement.id, statement);
      if (statement.clientToken) idByToken.set(tokenOf(statement.owner, statement.clientToken), statement.id);
      statement.ended.then(() => {
        bytes += memoryOf(statement);
      });
    },
    /** The map is in order of submission: the first that may stay ends the search. */
    forgetOld(): void {
      for (const statement of statements.values()) {
        if (!isFinal(statement.status)) continue;
        if (bytes <= maxBytes && clock() - statement.updatedAt < keptMs) return;
        forget(statement);
      }
    },
    find(id: string): SubmittedStatement | undefined {
      const statement = statements.get(id);
      const isOld = statement && isFinal(statement.status) && clock() - statement.updatedAt >= keptMs;
      return isOld ? undefined : statement;
    },
    findByClientToken(owner: Principal, clientToken: string): SubmittedStatement | undefined {
      const statement = statements.get(idByToken.get(tokenOf(owner, clientToken)) ?? '');
      return statement && clock() - statement.createdAt < clientTokenMs ? statement : undefined;
    },
  };
}

function tokenOf(owner: Principal, clientToken = ''): string {
  return `${owner.userId} ${clientToken}`;
}

/** About what a statement holds in memory. */
function memoryOf({ sql, parameters, resultSize }: SubmittedStatement): number {
  return 2_000 + sql.length + resultSize + parameters.reduce((sum, { value }) => sum + value.length, 0);
}
