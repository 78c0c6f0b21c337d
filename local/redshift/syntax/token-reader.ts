import { isName, isSymbol, isWord, syntaxError, type Token } from './tokens.ts';

/** A table, model or function as a statement names it. */
export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}

/** Reads tokens from left to right, for the statements that are parsed by hand. */
export interface TokenReader {
  peek(ahead?: number): Token | undefined;
  next(): Token;
  atEnd(): boolean;
  /** Takes these words when they come next. */
  take(...words: readonly string[]): boolean;
  takeSymbol(symbol: string): boolean;
  expect(...words: readonly string[]): void;
  expectSymbol(symbol: string): void;
  name(): string;
  /** A user or role, whose name keeps its case when it is quoted. */
  grantee(): string;
  qualifiedName(): QualifiedName;
  text(): string;
  wholeNumber(): number;
  /** The tokens between the next parenthesis and the one that closes it. */
  group(): Token[];
  /** What `read` reads, once or more, between commas. */
  list<T>(read: () => T): T[];
  /** All that is left. */
  rest(): Token[];
  fail(): never;
  /** Where the reader stands, for `reset`. */
  mark(): number;
  reset(mark: number): void;
}

/** The schema of a name without one. */
export const defaultSchema = 'public';

/** Tells which schema a name without one means. */
export type FindSchema = (name: string) => string;

/** Opens a reader; what follows the last token is reported at `end`. */
export function readTokens(
  tokens: readonly Token[],
  end: number,
  findSchema: FindSchema = () => defaultSchema,
): TokenReader {
  let at = 0;
  const reader: TokenReader = {
    peek: (ahead = 0) => tokens[at + ahead],
    next: () => tokens[at++] ?? fail(),
    atEnd: () => at >= tokens.length,
    take: (...words) => {
      const matches = words.every((word, index) => isWord(tokens[at + index], word));
      if (matches) at += words.length;
      return matches;
    },
    takeSymbol: (symbol) => {
      const matches = isSymbol(tokens[at], symbol);
      if (matches) at += 1;
      return matches;
    },
    expect: (...words) => {
      for (const word of words) if (!reader.take(word)) fail();
    },
    expectSymbol: (symbol) => {
      if (!reader.takeSymbol(symbol)) fail();
    },
    name: () => (isName(tokens[at]) ? reader.next().value : fail()),
    grantee: () => {
      const token = isName(tokens[at]) ? reader.next() : fail();
      if (token.kind === 'quoted') return token.text.slice(1, -1).replaceAll('""', '"');
      // As in sys:dba, which reads like a word and a parameter.
      const tail = tokens[at];
      if (tail?.kind !== 'parameter' || tail.spaced) return token.value;
      return `${token.value}:${reader.next().value.toLowerCase()}`;
    },
    qualifiedName: () => {
      const first = reader.name();
      return reader.takeSymbol('.')
        ? { schema: first, name: reader.name() }
        : { schema: findSchema(first), name: first };
    },
    text: () => (tokens[at]?.kind === 'string' ? reader.next().value : fail()),
    wholeNumber: () => (/^\d+$/.test(tokens[at]?.text ?? '') ? Number(reader.next().text) : fail()),
    group: () => {
      reader.expectSymbol('(');
      const start = at;
      for (let depth = 1; depth > 0; at += 1) {
        const token = tokens[at] ?? fail();
        if (isSymbol(token, '(')) depth += 1;
        if (isSymbol(token, ')')) depth -= 1;
      }
      return tokens.slice(start, at - 1);
    },
    list: (read) => {
      const items = [read()];
      while (reader.takeSymbol(',')) items.push(read());
      return items;
    },
    rest: () => {
      const left = tokens.slice(at);
      at = tokens.length;
      return left;
    },
    fail: () => fail(),
    mark: () => at,
    reset: (mark) => {
      at = mark;
    },
  };
  function fail(): never {
    const token = tokens[at];
    throw syntaxError(token?.value ?? '', token?.start ?? end);
  }
  return reader;
}
