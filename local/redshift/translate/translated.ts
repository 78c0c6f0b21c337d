import { quoteName, type Token } from '../syntax/tokens.ts';
import type { ValueType } from '../syntax/value-type.ts';
import type { ColumnFacts } from './scope.ts';

/** An expression in DuckDB's words, with the type that Redshift gives it. */
export interface Translated {
  readonly tokens: readonly Token[];
  /** Undefined where it is not known before the database runs the statement. */
  readonly type: ValueType | undefined;
  /** A string or a parameter takes the type of what it stands beside; NULL any. */
  readonly untyped?: 'text' | 'null';
  /** The content of a string, the digits of a number. */
  readonly literal?: string;
  /** Of an expression that is a column and nothing else. */
  readonly column?: ColumnFacts;
}

/** SQL in DuckDB's words, as one token that stands where `place` stands. */
export function raw(place: Token, text: string): Token {
  return { kind: 'word', text, value: text, start: place.start, spaced: true };
}

/** A name, quoted. */
export function nameToken(name: Token): Token {
  return { ...name, kind: 'quoted', text: quoteName(name.value), spaced: true };
}

/** Fills `$1`, `$2`, ... of a template with tokens; `$*` stands for all of them between commas. */
export function fill(place: Token, template: string, ...operands: ReadonlyArray<readonly Token[]>): Token[] {
  return template.split(/(\$(?:\d+|\*))/).flatMap((part) => {
    if (part === '') return [];
    if (part === '$*') return joinTokens(place, operands, ',');
    const index = /^\$(\d+)$/.exec(part)?.[1];
    return index === undefined ? [raw(place, part)] : [...(operands[Number(index) - 1] ?? [])];
  });
}

/** Writes lists of tokens with a separator between them. */
export function joinTokens(place: Token, lists: ReadonlyArray<readonly Token[]>, separator: string): Token[] {
  return lists.flatMap((tokens, index) => (index === 0 ? [...tokens] : [raw(place, separator), ...tokens]));
}

/** Puts tokens in parentheses, as tokens of their own. */
export function parenthesize(place: Token, tokens: readonly Token[]): Token[] {
  const symbol = (text: string): Token => ({ kind: 'symbol', text, value: text, start: place.start, spaced: true });
  return [symbol('('), ...tokens, symbol(')')];
}
