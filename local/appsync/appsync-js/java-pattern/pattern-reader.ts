/** Reads a pattern character by character. */
export interface PatternReader {
  readonly pattern: string;
  /** Whether everything was read. */
  done(): boolean;
  /** The text from here, unread. */
  rest(): string;
  /** Reads one character; empty at the end. */
  next(): string;
  /** Reads `text` if it comes next. */
  take(text: string): boolean;
  /** Reads what an expression that starts with `^` matches next. */
  match(expression: RegExp): RegExpExecArray | undefined;
}

/** Starts to read a pattern. */
export function readPattern(pattern: string): PatternReader {
  let at = 0;
  const advance = (length: number) => {
    at += length;
  };
  const rest = () => pattern.slice(at);
  return {
    pattern,
    done: () => at >= pattern.length,
    rest,
    next: () => {
      const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
      if (at >= pattern.length) return '';
      advance(character.length);
      return character;
    },
    take: (text) => {
      const found = pattern.startsWith(text, at);
      if (found) advance(text.length);
      return found;
    },
    match: (expression) => {
      const found = expression.exec(rest()) ?? undefined;
      advance(found?.[0].length ?? 0);
      return found;
    },
  };
}

/** Writes a character so that it means itself, in a class and outside. */
export function literal(character: string): string {
  if (/^[A-Za-z0-9]$/.test(character) || character > '\u007f') return character;
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

/** What JavaScript has no equal of. */
export function unsupported(pattern: string, construct: string): SyntaxError {
  return new SyntaxError(`${construct} of Java's regular expressions are not emulated, as in "${pattern}"`);
}
