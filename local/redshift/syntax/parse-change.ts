import { SqlError } from '../engine.ts';
import type { Expression } from './expression-tree.ts';
import { parseExpression } from './parse-expression.ts';
import { parseFromItems } from './parse-from.ts';
import { isQueryAhead, parseAlias, parseIdentifier, parseNames, parseQuery, parseWith } from './parse-query.ts';
import type { Delete, Insert, RowStatement, Update, WithClause } from './query-tree.ts';
import type { TokenReader } from './token-reader.ts';
import { isSymbol, isWord, type Token } from './tokens.ts';

/**
 * Reads a whole SELECT, INSERT, UPDATE or DELETE.
 *
 * @throws SqlError where the grammar of Redshift ends.
 */
export function parseRowStatement(reader: TokenReader): RowStatement {
  const statement = parseStatement(reader);
  if (!reader.atEnd()) reader.fail();
  return statement;
}

function parseStatement(reader: TokenReader): RowStatement {
  const place = reader.peek() ?? reader.fail();
  if (reader.take('insert')) return parseInsert(reader, place);
  if (!isWord(place, 'with')) return parseChange(reader, place, undefined) ?? parseQuery(reader);
  const start = reader.mark();
  const withClause = parseWith(reader);
  const change = parseChange(reader, reader.peek() ?? reader.fail(), withClause);
  if (change) return change;
  reader.reset(start);
  return parseQuery(reader);
}

function parseChange(
  reader: TokenReader,
  place: Token,
  withClause: WithClause | undefined,
): Update | Delete | undefined {
  if (reader.take('update')) return { ...parseUpdate(reader), place, with: withClause };
  if (reader.take('delete')) return { ...parseDelete(reader), place, with: withClause };
  return undefined;
}

function parseTableName(reader: TokenReader): Token[] {
  const names = [parseIdentifier(reader)];
  while (reader.takeSymbol('.')) names.push(parseIdentifier(reader));
  return names;
}

function parseInsert(reader: TokenReader, place: Token): Insert {
  reader.expect('into');
  const table = parseTableName(reader);
  const isList = isSymbol(reader.peek(), '(') && !isQueryAhead(reader);
  const columns = isList ? parseNames(reader) : [];
  const sourcePlace = reader.peek() ?? reader.fail();
  return { kind: 'insert', place, table, columns, source: parseSource(reader), sourcePlace };
}

function parseSource(reader: TokenReader): Insert['source'] {
  if (reader.take('default')) {
    reader.expect('values');
    return 'defaults';
  }
  if (!reader.take('values')) return parseQuery(reader);
  const rows = [parseRow(reader)];
  while (reader.takeSymbol(',')) rows.push(parseRow(reader));
  return rows;
}

function parseRow(reader: TokenReader): Array<Expression | undefined> {
  reader.expectSymbol('(');
  const values = [parseValue(reader)];
  while (reader.takeSymbol(',')) values.push(parseValue(reader));
  reader.expectSymbol(')');
  return values;
}

function parseValue(reader: TokenReader): Expression | undefined {
  return reader.take('default') ? undefined : parseExpression(reader);
}

function parseUpdate(reader: TokenReader): Omit<Update, 'place' | 'with'> {
  const table = parseTableName(reader);
  const alias = parseAlias(reader);
  reader.expect('set');
  const assignments: Array<Update['assignments'][number]> = [];
  do {
    const column = parseIdentifier(reader);
    if (isSymbol(reader.peek(), '.'))
      throw new SqlError('ERROR: Qualified column names in UPDATE .. SET not supported');
    reader.expectSymbol('=');
    assignments.push({ column, value: parseValue(reader) });
  } while (reader.takeSymbol(','));
  const from = reader.take('from') ? parseFromItems(reader) : [];
  const where = reader.take('where') ? parseExpression(reader) : undefined;
  return { kind: 'update', table, alias, assignments, from, where };
}

function parseDelete(reader: TokenReader): Omit<Delete, 'place' | 'with'> {
  reader.take('from');
  const table = parseTableName(reader);
  const alias = parseAlias(reader);
  const using = reader.take('using') ? parseFromItems(reader) : [];
  const where = reader.take('where') ? parseExpression(reader) : undefined;
  return { kind: 'delete', table, alias, using, where };
}
