import { SqlError } from '../../engine.ts';
import { changedRows } from '../../results/read-result.ts';
import { requireSession } from '../../session/session.ts';
import type { TokenReader } from '../../syntax/token-reader.ts';
import type { StatementHandler } from '../context.ts';

/**
 * BEGIN [WORK | TRANSACTION] [modes]; START TRANSACTION [modes]. Every mode gives what the session has anyway: a
 * snapshot, and one writer at a time.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_BEGIN.html
 */
export const begin: StatementHandler = async (call, context) => {
  if (call.reader.take('start')) call.reader.expect('transaction');
  else {
    call.reader.expect('begin');
    if (!call.reader.take('work')) call.reader.take('transaction');
  }
  while (!call.reader.atEnd()) readMode(call.reader);
  const session = requireSession(context);
  // A second BEGIN draws a warning only.
  if (!session.transaction) await session.begin();
  return changedRows(0);
};

function readMode(reader: TokenReader): void {
  reader.takeSymbol(',');
  if (reader.take('read')) {
    if (reader.take('only')) throw new SqlError('ERROR: BEGIN READ ONLY is not supported by the local engine');
    reader.expect('write');
    return;
  }
  reader.expect('isolation', 'level');
  if (reader.take('serializable') || reader.take('snapshot')) return;
  if (reader.take('repeatable', 'read') || reader.take('read', 'committed')) return;
  reader.expect('read', 'uncommitted');
}

/** COMMIT or END [WORK | TRANSACTION]; outside of a transaction it draws a warning only. */
export const commit: StatementHandler = async (call, context) => {
  if (!call.reader.take('commit')) call.reader.expect('end');
  readTail(call.reader);
  await requireSession(context).end('COMMIT');
  return changedRows(0);
};

/** ROLLBACK or ABORT [WORK | TRANSACTION]; Redshift has no savepoints. */
export const rollback: StatementHandler = async (call, context) => {
  if (!call.reader.take('rollback')) call.reader.expect('abort');
  readTail(call.reader);
  await requireSession(context).end('ROLLBACK');
  return changedRows(0);
};

function readTail(reader: TokenReader): void {
  if (!reader.take('work')) reader.take('transaction');
  if (!reader.atEnd()) reader.fail();
}
