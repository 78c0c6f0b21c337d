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
    if (comment) token.lastIndex = endOfComment(sql, token.lastIndex);
    else if (name) names.add(name);
  }
  return names;
}

/** A block comment may hold further ones. */
function endOfComment(sql: string, start: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  for (let depth = 1; depth > 0; ) {
    const match = mark.exec(sql);
    if (!match) return sql.length;
    depth += match[0] === '/*' ? 1 : -1;
  }
  return mark.lastIndex;
}
