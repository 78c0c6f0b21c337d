import { requireRelation } from '../../access/privileges.ts';
import { changedRows } from '../../results/read-result.ts';
import type { StatementHandler } from '../context.ts';

/**
 * LOCK [TABLE] t [, ...]: in a transaction no other statement changes anything until it ends, for changes run one after
 * another here. https://docs.aws.amazon.com/redshift/latest/dg/r_LOCK.html
 */
export const lock: StatementHandler = (call, context) => {
  call.reader.expect('lock');
  call.reader.take('table');
  const relations = [call.reader.qualifiedName()];
  while (call.reader.takeSymbol(',')) relations.push(call.reader.qualifiedName());
  if (!call.reader.atEnd()) call.reader.fail();
  return context.connections.change(call.run, async () => {
    for (const relation of relations) requireRelation(context.catalog(), call.user, relation, 'select');
    return changedRows(0);
  });
};
