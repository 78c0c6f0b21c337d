import { ServiceError } from '../../aws-json.ts';
import { endOfComment } from '../../redshift/syntax/end-of-comment.ts';

/** Skips what can hold no parameter: texts, quoted names, comments to the line's end, dollar quotes, casts. */
const tokens = [
  String.raw`'[^'\\]*(?:(?:\\[^]|'')[^'\\]*)*(?:'|$)`,
  '"[^"]*(?:""[^"]*)*(?:"|$)',
  String.raw`--[^\n]*`,
  String.raw`\$(\w*)\$[^]*?(?:\$\1\$|$)`,
  String.raw`(\/\*)`,
  '::',
  ':([0-9A-Za-z_]+)',
].join('|');

/**
 * The names of the `:name` parameters that an SQL text uses.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html "Running SQL statements with parameters"
 */
export function parameterNames(sql: string): Set<string> {
  const names = new Set<string>();
  const token = new RegExp(tokens, 'g');
  for (let match = token.exec(sql); match; match = token.exec(sql)) {
    const [, , comment, name] = match;
    if (comment) token.lastIndex = endOfComment(sql, match.index) ?? sql.length;
    else if (name) names.add(name);
  }
  return names;
}

/** https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html "Considerations when calling the Data API" */
const maxStatementBytes = 100 * 1024;

/**
 * Checks the SQL texts of a request against the names of its parameters, each of which one text at least must use.
 *
 * @throws ServiceError ValidationException.
 */
export function checkSqls(sqls: readonly string[], names: readonly string[]): void {
  for (const sql of sqls) {
    if (sql.trim() === '') throw invalid('SQL statement is empty.');
    if (Buffer.byteLength(sql) > maxStatementBytes) throw invalid('SQL statement is longer than 100 KB.');
  }
  if (names.length === 0) return;
  const used = new Set(sqls.flatMap((sql) => [...parameterNames(sql)]));
  const unused = names.filter((name) => !used.has(name));
  if (unused.length > 0) {
    throw invalid(`Parameters list contains unused parameters. Unused parameters: [${unused.join(', ')}]`);
  }
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  if (repeated.length > 0) throw invalid(`Parameters list names a parameter more than once: [${repeated.join(', ')}]`);
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}
