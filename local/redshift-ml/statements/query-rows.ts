import { printTokens } from '../../redshift/syntax/print-tokens.ts';
import { defaultSchema } from '../../redshift/syntax/token-reader.ts';
import { isSymbol, isWord, quoteName, type Token } from '../../redshift/syntax/tokens.ts';
import type { TrainModelStatement } from '../syntax/create-model-statement.ts';

const clauseWords = ['from', 'where', 'group', 'having', 'qualify', 'order', 'limit', 'union', 'intersect', 'except'];

/** The training query as SHOW MODEL writes it: in upper case, a row for each clause. */
export function queryRows({ table, query }: Pick<TrainModelStatement, 'table' | 'query'>): string[] {
  if (table !== undefined) {
    const names = table.schema === defaultSchema ? [table.name] : [table.schema, table.name];
    return ['SELECT *', `FROM ${names.map((name) => quoteName(name.toUpperCase())).join('.')}`];
  }
  const clauses: Token[][] = [[]];
  let depth = 0;
  for (const token of query) {
    if (depth === 0 && isWord(token, ...clauseWords)) clauses.push([]);
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    clauses.at(-1)?.push(token);
  }
  return clauses.filter((tokens) => tokens.length > 0).map((tokens) => printTokens(tokens).text.toUpperCase());
}
