import type { StatementResult, Value } from '../../../local/redshift/engine.ts';
import { adminUser, type EngineUnderTest, toObjects } from '../engine-under-test.ts';

export interface SessionUnderTest {
  run(sql: string): Promise<StatementResult>;
  rows(sql: string): Promise<Record<string, Value>[]>;
  close(): Promise<void>;
}

let count = 0;

/** A new session of the user. */
export function openSessionOf({ engine }: EngineUnderTest, user = adminUser): SessionUnderTest {
  count += 1;
  const session = `session-${count}`;
  let statements = 0;
  const run = (sql: string) => {
    statements += 1;
    const id = `${session}-${statements}`;
    return engine.execute({ id, sql, parameters: [], user, database: 'recourse', session, queryId: 77 });
  };
  return { run, rows: async (sql) => toObjects(await run(sql)), close: () => engine.closeSession(session) };
}

/** Makes two accounts of 100. */
export async function createAccounts(test: EngineUnderTest): Promise<void> {
  await test.run('CREATE TABLE accounts (id INTEGER, balance INTEGER)');
  await test.run('INSERT INTO accounts VALUES (1, 100), (2, 100)');
}
