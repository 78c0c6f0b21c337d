import { readQuery } from '../../syntax/read-query.ts';
import { readNewName } from '../../syntax/reserved-words.ts';
import type { TokenReader } from '../../syntax/token-reader.ts';
import { isSymbol, isWord, syntaxError, type Token } from '../../syntax/tokens.ts';
import { readTableAttributes } from '../../tables/read-attributes.ts';
import type { Call, StatementHandler } from '../context.ts';
import { fillNewTable } from './fill-new-table.ts';
import { readNewTableName, takeCreateTable, takeTemporary } from './new-table-name.ts';

/**
 * CREATE [[LOCAL] TEMP[ORARY]] TABLE t [(columns)] [attributes] AS query. The columns get the query's types and no constraint, default or
 * identity, https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_AS.html.
 */
export const createTableAs: StatementHandler = (call, context) => {
  const isTemporary = takeCreateTable(call.reader);
  if (call.reader.take('if', 'not', 'exists')) refuseAs(call);
  const relation = readNewTableName(call.reader, isTemporary);
  const columnNames = isSymbol(call.reader.peek(), '(') ? readNewNames(call.reader) : [];
  const attributes = readTableAttributes(call.reader);
  call.reader.expect('as');
  return fillNewTable(call, context, { relation, columnNames, attributes, query: readQuery(call.reader) });
};

/** IF NOT EXISTS is CREATE TABLE's alone. */
function refuseAs(call: Call): never {
  const as = call.tokens[outerWord(call.tokens, 'as')];
  throw syntaxError('as', as?.start ?? 0);
}

/** SELECT ... INTO [[LOCAL] TEMP[ORARY]] [TABLE] t FROM ..., which does as CREATE TABLE AS does. */
export const selectInto: StatementHandler = (call, context) => {
  const into = intoPosition(call.tokens);
  for (let skipped = 0; skipped < into; skipped += 1) call.reader.next();
  call.reader.expect('into');
  const isTemporary = takeTemporary(call.reader);
  call.reader.take('table');
  const relation = readNewTableName(call.reader, isTemporary);
  const query = [...call.tokens.slice(0, into), ...call.reader.rest()];
  return fillNewTable(call, context, { relation, columnNames: [], attributes: {}, query });
};

/** True when the statement is a SELECT ... INTO. */
export function isSelectInto(tokens: readonly Token[]): boolean {
  return intoPosition(tokens) >= 0;
}

function intoPosition(tokens: readonly Token[]): number {
  return outerWord(tokens, 'into');
}

/** True when the statement is a CREATE TABLE AS: no other CREATE TABLE has an AS outside of parentheses. */
export function isCreateTableAs(tokens: readonly Token[]): boolean {
  return outerWord(tokens, 'as') >= 0;
}

function outerWord(tokens: readonly Token[], word: string): number {
  let depth = 0;
  return tokens.findIndex((token) => {
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    return depth === 0 && isWord(token, word);
  });
}

/** `(a, b)`, names of new columns. */
export function readNewNames(reader: TokenReader): string[] {
  reader.expectSymbol('(');
  const names = [readNewName(reader)];
  while (reader.takeSymbol(',')) names.push(readNewName(reader));
  reader.expectSymbol(')');
  return names;
}
