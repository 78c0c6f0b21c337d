import { requireOwner, requireRelationExists } from '../../access/privileges.ts';
import { SqlError } from '../../engine.ts';
import { changedRows } from '../../results/read-result.ts';
import { isWord } from '../../syntax/tokens.ts';
import type { StatementHandler } from '../context.ts';

/**
 * VACUUM [FULL | SORT ONLY | DELETE ONLY | REINDEX | RECLUSTER] [t [TO n PERCENT] [BOOST]]. Does nothing: DuckDB gives
 * room back by itself, and rows are in no order. https://docs.aws.amazon.com/redshift/latest/dg/r_VACUUM_command.html
 */
export const vacuum: StatementHandler = async ({ reader, user }, context) => {
  reader.expect('vacuum');
  if (context.session?.transaction) throw new SqlError('ERROR: VACUUM cannot run inside a transaction block');
  if (!reader.take('full') && !reader.take('reindex') && !reader.take('recluster')) {
    if (reader.take('sort') || reader.take('delete')) reader.expect('only');
  }
  const relation = reader.atEnd() || isWord(reader.peek(), 'boost') ? undefined : reader.qualifiedName();
  if (relation && reader.take('to')) {
    reader.wholeNumber();
    reader.expect('percent');
  }
  reader.take('boost');
  if (!reader.atEnd()) reader.fail();
  if (relation) {
    requireRelationExists(context.catalog(), relation);
    requireOwner(context.catalog(), user, { kind: 'relation', ...relation }, 'vacuum');
  }
  return changedRows(0);
};
