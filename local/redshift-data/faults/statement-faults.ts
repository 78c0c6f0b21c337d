import { type Engine, SqlError, type Statement, StatementCancelledError } from '../../redshift/engine.ts';
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
      await endure(day, hold.signal, sleep);
    } finally {
      held.delete(statement.id);
    }
    return engine.execute(statement);
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

async function endure(day: BadDay, signal: AbortSignal, sleep: Sleep): Promise<void> {
  const delayMs = day.statementDelayMs();
  if (delayMs > 0) await sleep(delayMs, signal).catch(refuseCancelled);
  if (day.strikes('hang')) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  if (signal.aborted) refuseCancelled();
  if (day.strikes('abort')) throw new StatementCancelledError('The fault "abort" ended the statement');
  if (day.strikes('fail')) throw new SqlError('ERROR: the fault "fail" ended the statement');
}

function refuseCancelled(): never {
  throw new StatementCancelledError('The statement was cancelled');
}
