import { SqlError } from '../engine.ts';
import { parseRowStatement } from '../syntax/parse-change.ts';
import { parseExpression } from '../syntax/parse-expression.ts';
import type { RowStatement } from '../syntax/query-tree.ts';
import { readTokens } from '../syntax/token-reader.ts';
import { syntaxError, type Token } from '../syntax/tokens.ts';
import { type Dialect, openScope } from './scope.ts';
import { type TranslatedStatement, translateDelete, translateInsert, translateUpdate } from './translate-change.ts';
import { translateExpression } from './translate-expression.ts';
import { translateQuery } from './translate-query.ts';

/**
 * Writes a query or a change of rows in DuckDB's dialect.
 *
 * @param end the statement's length, where an error at its end points.
 * @param mayChange false where only a query may stand.
 * @throws SqlError at all that Redshift's grammar does not have, and for what the local engine refuses.
 */
export function translateStatement(
  tokens: readonly Token[],
  end: number,
  dialect: Dialect,
  mayChange: boolean,
): TranslatedStatement {
  try {
    const statement = parseRowStatement(readTokens(tokens, end));
    if (statement.kind !== 'query' && !mayChange) throw syntaxError(statement.place.value, statement.place.start);
    return translateRowStatement(statement, dialect);
  } catch (error) {
    if (error instanceof RangeError) throw new SqlError('ERROR: stack depth limit exceeded', { cause: error });
    throw error;
  }
}

function translateRowStatement(statement: RowStatement, dialect: Dialect): TranslatedStatement {
  switch (statement.kind) {
    case 'query': {
      const { tokens, columns } = translateQuery(statement, openScope(dialect));
      return { tokens, reads: tokens, columns };
    }
    case 'insert':
      return translateInsert(statement, dialect);
    case 'update':
      return translateUpdate(statement, dialect);
    case 'delete':
      return translateDelete(statement, dialect);
  }
}

/** Writes an expression that calls no model, such as a DEFAULT. */
export function translateConstant(tokens: readonly Token[], end: number): readonly Token[] {
  const reader = readTokens(tokens, end);
  const expression = parseExpression(reader);
  if (!reader.atEnd()) reader.fail();
  const dialect = { systemSchemaOf: () => undefined, findModelFunction: () => undefined };
  // A name passes, so that its reader can say what is wrong with it.
  const scope = { ...openScope(dialect), sources: [{ alias: '', schema: undefined, columns: undefined }] };
  return translateExpression(expression, scope).tokens;
}
