/**
 * Where a block comment ends that may hold further ones, as in PostgreSQL 8.0, from which Redshift comes.
 *
 * @param start The offset of its opening mark.
 * @returns the offset behind its closing mark; undefined for a comment that is not closed.
 */
export function endOfComment(sql: string, start: number): number | undefined {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let match = mark.exec(sql); match; match = mark.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return undefined;
}
