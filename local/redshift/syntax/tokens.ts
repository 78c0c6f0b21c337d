import { SqlError } from '../engine.ts';
import { endOfComment } from './end-of-comment.ts';

/** What a token is; comments and white space are no tokens. */
export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol';

/** One token of a statement; tokens that a rewrite adds keep the place of the token that they stand for. */
export interface Token {
  readonly kind: TokenKind;
  /** As DuckDB shall read it. */
  readonly text: string;
  /** A folded name, the content of a string, a parameter's name, or the text. */
  readonly value: string;
  /** Offset in the statement. */
  readonly start: number;
  /** True when white space or a comment stands before it. */
  readonly spaced: boolean;
}

const blankPattern = /(?:\s+|--[^\n]*)+/y;
const patterns: ReadonlyArray<readonly [TokenKind, RegExp]> = [
  ['string', /'[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'/y],
  ['string', /\$(\w*)\$[\s\S]*?\$\1\$/y],
  ['quoted', /"(?:[^"]|"")+"/y],
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['word', /[A-Za-z_\u0080-\uffff#][\w$\u0080-\uffff]*/y],
  ['symbol', /::|!?~~\*?|\|\|\/|\|\||\|\/|<<|>>|<=|>=|<>|!=|!~\*?|~\*/y],
  ['parameter', /:[0-9A-Za-z_]+/y],
  ['symbol', /[-+*/%^=<>~|&#!@.,;()[\]{}:?]/y],
];

/**
 * Cuts a statement into tokens; unquoted names are folded to lower case, as Redshift does.
 *
 * @throws SqlError at the first character that begins no token, such as an open quote.
 */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const start = endOfGap(sql, at);
    if (start >= sql.length) break;
    const token = tokenAt(sql, start, start > at);
    tokens.push(token.token);
    at = start + token.length;
  }
  return tokens;
}

/** Passes over white space and comments. */
function endOfGap(sql: string, start: number): number {
  let at = start + (matchAt(blankPattern, sql, start)?.length ?? 0);
  while (sql.startsWith('/*', at)) {
    const end = endOfComment(sql, at);
    if (end === undefined) throw openComment(sql, at);
    at = end + (matchAt(blankPattern, sql, end)?.length ?? 0);
  }
  return at;
}

function openComment(sql: string, start: number): SqlError {
  const near = sql.slice(start, start + 20);
  return new SqlError(`ERROR: unterminated /* comment at or near "${near}"\n  Position: ${start + 1}`);
}

function outOfRange(number: string, start: number): SqlError {
  return new SqlError(`ERROR: "${number}" is out of range for type double precision\n  Position: ${start + 1}`);
}

function tokenAt(sql: string, start: number, spaced: boolean): { token: Token; length: number } {
  for (const [kind, pattern] of patterns) {
    const text = matchAt(pattern, sql, start);
    if (text === undefined) continue;
    if (kind === 'number' && !Number.isFinite(Number(text))) throw outOfRange(text, start);
    const value = tokenValue(kind, text);
    return { token: { kind, text: duckdbText(kind, text, value), value, start, spaced }, length: text.length };
  }
  throw syntaxError(sql.slice(start, start + 20), start);
}

function matchAt(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at;
  const match = pattern.exec(sql)?.[0];
  return match === '' ? undefined : match;
}

function tokenValue(kind: TokenKind, text: string): string {
  if (kind === 'word') return text.toLowerCase();
  if (kind === 'quoted') return text.slice(1, -1).replaceAll('""', '"').toLowerCase();
  if (kind === 'parameter') return text.slice(1);
  if (kind !== 'string') return text;
  if (text.startsWith('$')) return text.slice(text.indexOf('$', 1) + 1, text.lastIndexOf('$', text.length - 2));
  return text.slice(1, -1).replaceAll(/''|\\([0-7]{1,3}|[\s\S])/g, (_, code?: string) => {
    if (code === undefined) return "'";
    return /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code);
  });
}

/**
 * A backslash escapes in a quoted string, as in PostgreSQL before its standard_conforming_strings.
 *
 * @see https://www.postgresql.org/docs/8.0/sql-syntax.html#SQL-SYNTAX-CONSTANTS
 */
const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function duckdbText(kind: TokenKind, text: string, value: string): string {
  if (kind === 'parameter') return parameterText(value);
  if (kind === 'string') return quoteText(value);
  if (kind === 'word') return value.startsWith('#') ? quoteName(value) : value;
  return text;
}

/** How DuckDB spells the parameter `:name`; a prefix, since Redshift's names may begin with a digit. */
export function parameterText(name: string): string {
  return `$p_${name}`;
}

/** Redshift's syntax error; `start` is the offset in the statement. */
export function syntaxError(near: string, start: number): SqlError {
  const place = near === '' ? 'at end of input' : `at or near "${near}"`;
  return new SqlError(`ERROR: syntax error ${place}\n  Position: ${start + 1}`);
}

/** True when the token is one of these words, not quoted. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.value);
}

/** True when the token is this symbol. */
export function isSymbol(token: Token | undefined, symbol: string): boolean {
  return token?.kind === 'symbol' && token.value === symbol;
}

/** True when the token can be a name. */
export function isName(token: Token | undefined): token is Token {
  return token?.kind === 'word' || token?.kind === 'quoted';
}

/** A name as DuckDB reads it whatever it holds. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as Redshift reads it whatever it holds. */
export function quoteLiteral(text: string): string {
  return quoteText(text.replaceAll('\\', '\\\\'));
}

/** A text as DuckDB reads it whatever it holds. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
