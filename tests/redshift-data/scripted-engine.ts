import {
  type Column,
  type Engine,
  SqlError,
  type Statement,
  StatementCancelledError,
  type StatementResult,
  type Value,
} from '../../local/redshift/engine.ts';

/** An engine that answers SQL texts as it was told to, and `HOLD` only when released or cancelled. */
export interface ScriptedEngine extends Engine {
  readonly executed: Statement[];
  readonly closedSessions: string[];
  answer(sql: string, answer: StatementResult | Error): void;
  /** Lets every held statement finish with one row. */
  release(): void;
}

interface Held {
  readonly resolve: (result: StatementResult) => void;
  readonly reject: (error: Error) => void;
}

export function column(name: string, typeName: string): Column {
  return { name, typeName, length: 0, precision: 0, scale: 0, nullable: true };
}

export function table(columns: readonly Column[], ...rows: Value[][]): StatementResult {
  return { columns, rows, hasResultSet: true, rowCount: rows.length };
}

export const noResultSet: StatementResult = { columns: [], rows: [], hasResultSet: false, rowCount: 3 };

export const one = table([column('one', 'int4')], [1]);

export function scriptedEngine(): ScriptedEngine {
  const answers = new Map<string, StatementResult | Error>([
    ['SELECT 1', one],
    ['SHOW statement_timeout', table([column('statement_timeout', 'varchar')], ['0'])],
  ]);
  const held = new Map<string, Held>();
  const executed: Statement[] = [];
  const closedSessions: string[] = [];
  return {
    executed,
    closedSessions,
    answer: (sql, answer) => void answers.set(sql, answer),
    execute(statement) {
      executed.push(statement);
      const { id, sql } = statement;
      if (sql.startsWith('HOLD')) return new Promise((resolve, reject) => held.set(id, { resolve, reject }));
      const answer = answers.get(sql) ?? new SqlError(`ERROR: nobody told the engine about ${sql}`);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    async cancel(id) {
      held.get(id)?.reject(new StatementCancelledError('cancelled'));
      return held.delete(id);
    },
    release() {
      for (const { resolve } of held.values()) resolve(one);
      held.clear();
    },
    async closeSession(id) {
      closedSessions.push(id);
    },
    onProgress() {},
    async close() {},
  };
}
