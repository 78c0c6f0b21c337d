import { SqlError } from '../../redshift/engine.ts';
import type { TokenReader } from '../../redshift/syntax/token-reader.ts';
import { isSymbol } from '../../redshift/syntax/tokens.ts';
import { type SqlType, sqlTypeOf } from '../dataset/sql-type.ts';

/**
 * Reads a type of a model's function; its length is read over, since values are not cut to it.
 *
 * @throws SqlError when a model's function can neither take nor give the type.
 */
export function readSqlType(reader: TokenReader): SqlType {
  let name = reader.name();
  if (name === 'double' && reader.take('precision')) name = 'double precision';
  if (name === 'character' && reader.take('varying')) name = 'character varying';
  if (isSymbol(reader.peek(), '(')) reader.group();
  for (const zone of ['with', 'without']) if (reader.take(zone, 'time', 'zone')) name = `${name} ${zone} time zone`;
  const type = sqlTypeOf(name);
  if (!type) throw new SqlError(`ERROR: type "${name}" does not exist`);
  return type;
}
