import {
  type Engine,
  SqlError,
  type Statement,
  StatementCancelledError,
  StatementTimedOutError,
} from '../../redshift/engine.ts';
import type { BadDay } from './bad-day.ts';

/** Resolves after so many milliseconds; rejects when the signal fires. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<unknown>;

/** How a transaction begins and ends is no statement of its own in the cloud's eyes. */
const transactionVerb = /^\s*(begin|start|commit|end|rollback|abort)\b/i;

/** The engine as it is on a bad day; `badDay` gives undefined while all is well. */
export function withStatementFaults(engine: Engine, badDay: () => BadDay | undefined, sleep: Sleep): Engine {
  const held = new Map<string, AbortController>();

  async function executeOn(day: BadDay, statement: Statement) {
    const hold = new AbortController();
    held.set(statement.id, hold);
    try {
      await wait(day.statementDelayMs(), hold.signal);
      if (day.strikes('hang')) await hang(statement, hold.signal);
    } finally {
      held.delete(statement.id);
    }
    if (day.strikes('abort')) throw new StatementCancelledError('The fault "abort" ended the statement');
    if (day.strikes('fail')) throw new SqlError('ERROR: the fault "fail" ended the statement');
    return engine.execute(statement);
  }

  async function wait(ms: number, signal: AbortSignal): Promise<void> {
    if (ms > 0) await sleep(ms, signal).catch(refuseCancelled);
    if (signal.aborted) refuseCancelled();
  }

  /** Whatever holds a statement up, its user's statement_timeout ends it. */
  async function hang(statement: Statement, signal: AbortSignal): Promise<never> {
    const ended = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    const timeoutMs = await readTimeoutMs(engine, statement);
    if (timeoutMs === 0) await ended;
    await wait(timeoutMs, signal);
    throw new StatementTimedOutError(statement.queryId);
  }

  return {
    ...engine,
    execute(statement) {
      const day = badDay();
      return day && !transactionVerb.test(statement.sql) ? executeOn(day, statement) : engine.execute(statement);
    },
    async cancel(id) {
      const hold = held.get(id);
      if (!hold) return engine.cancel(id);
      hold.abort();
      return true;
    },
    async close() {
      for (const hold of held.values()) hold.abort();
      await engine.close();
    },
  };
}

/** What statement_timeout is for the statement's user, in its session; 0 for never. */
async function readTimeoutMs(engine: Engine, statement: Statement): Promise<number> {
  const show = { ...statement, id: `${statement.id}:timeout`, sql: 'SHOW statement_timeout', parameters: [] };
  const { rows } = await engine.execute(show);
  return Number(rows[0]?.[0] ?? 0);
}

function refuseCancelled(): never {
  throw new StatementCancelledError('The statement was cancelled');
}
