import { requireOwner, requireRelationExists } from '../../access/privileges.ts';
import { SqlError } from '../../engine.ts';
import { changedRows } from '../../results/read-result.ts';
import { isSymbol, isWord } from '../../syntax/tokens.ts';
import { readColumnNames } from '../../tables/read-attributes.ts';
import type { StatementHandler } from '../context.ts';

/**
 * ANALYZE [VERBOSE] [t [(columns)]] [PREDICATE COLUMNS | ALL COLUMNS]. Does nothing: DuckDB keeps its statistics as rows
 * change. https://docs.aws.amazon.com/redshift/latest/dg/r_ANALYZE.html
 */
export const analyze: StatementHandler = async ({ reader, user }, context) => {
  reader.expect('analyze');
  reader.take('verbose');
  if (reader.take('compression')) throw new SqlError('ERROR: ANALYZE COMPRESSION is not supported by the local engine');
  const relation = reader.atEnd() || isWord(reader.peek(), 'predicate', 'all') ? undefined : reader.qualifiedName();
  if (relation && isSymbol(reader.peek(), '(')) readColumnNames(reader);
  if (reader.take('predicate') || reader.take('all')) reader.expect('columns');
  if (!reader.atEnd()) reader.fail();
  if (relation) {
    requireRelationExists(context.catalog(), relation);
    requireOwner(context.catalog(), user, { kind: 'relation', ...relation }, 'analyze');
  }
  return changedRows(0);
};
