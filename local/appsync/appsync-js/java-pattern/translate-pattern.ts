import { literal, type PatternReader, readPattern, unsupported } from './pattern-reader.ts';
import { translateClass } from './translate-class.ts';
import { lastLineEnd, literals, readEscape } from './translate-escape.ts';

/** A pattern in JavaScript's syntax, for the flag `v`. */
export interface TranslatedPattern {
  readonly source: string;
  readonly ignoreCase: boolean;
}

/** The embedded flags that hold at a place: DOTALL, MULTILINE, COMMENTS. */
interface Flags {
  s: boolean;
  m: boolean;
  x: boolean;
}

const lineEnd = '(?=\\r\\n|(?<!\\r)\\n|[\\r\\x85\\u2028\\u2029]|(?![\\s\\S]))';
const lineStart = '(?:(?<![\\s\\S])|(?<=\\n|\\r(?!\\n)|[\\x85\\u2028\\u2029])(?=[\\s\\S]))';
const notLineEnd = '[^\\n\\r\\x85\\u2028\\u2029]';

/** Translates a pattern of java.util.regex; throws SyntaxError that names what JavaScript has no equal of. */
export function translatePattern(pattern: string): TranslatedPattern {
  const reader = readPattern(pattern);
  const ignoreCase = reader.match(/^\(\?[a-z]*i[a-z]*\)/)?.[0] ?? '';
  const open: Flags[] = [flagsIn(ignoreCase, { s: false, m: false, x: false })];
  let source = '';
  while (!reader.done()) source += translateNext(reader, open);
  return { source, ignoreCase: ignoreCase !== '' };
}

function translateNext(reader: PatternReader, open: Flags[]): string {
  const flags = open.at(-1) ?? { s: false, m: false, x: false };
  if (flags.x && reader.match(/^(?:\s+|#.*)/)) return '';
  const character = reader.next();
  switch (character) {
    case '\\':
      return translateEscape(reader);
    case '[':
      return translateClass(reader);
    case '(':
      return openGroup(reader, open, flags);
    case ')':
      if (open.length > 1) open.pop();
      return ')';
    case '.':
      return flags.s ? '[\\s\\S]' : notLineEnd;
    case '^':
      return flags.m ? lineStart : '(?<![\\s\\S])';
    case '$':
      return flags.m ? lineEnd : lastLineEnd;
    case '*':
    case '+':
    case '?':
    case '{':
      return translateQuantifier(reader, character);
    case '|':
      return '|';
    default:
      return literal(character);
  }
}

function translateEscape(reader: PatternReader): string {
  const escaped = readEscape(reader);
  return escaped.kind === 'characters' ? literals(escaped.text) : escaped.source;
}

function openGroup(reader: PatternReader, open: Flags[], flags: Flags): string {
  const kind = reader.match(/^\?(?:[:=!]|<[=!]|<[a-zA-Z]\w*>)/)?.[0];
  const embedded = kind === undefined ? reader.match(/^\?([a-zA-Z]*)(-[a-zA-Z]*)?([:)])/) : undefined;
  if (kind === undefined && !embedded && reader.rest().startsWith('?>'))
    throw unsupported(reader.pattern, 'atomic groups');
  const [text = '', , , end] = embedded ?? [];
  if (/i/.test(text)) throw unsupported(reader.pattern, 'case-insensitive parts');
  const inside = flagsIn(text, flags);
  if (end === ')') {
    Object.assign(flags, inside);
    return '';
  }
  open.push(inside);
  return `(${kind ?? (embedded ? '?:' : '')}`;
}

/** The flags after an embedded expression such as `(?s-m)`. */
function flagsIn(embedded: string, { s, m, x }: Flags): Flags {
  const [on = '', off = ''] = embedded.split('-');
  const flag = (name: string, before: boolean) => (before || on.includes(name)) && !off.includes(name);
  return { s: flag('s', s), m: flag('m', m), x: flag('x', x) };
}

function translateQuantifier(reader: PatternReader, first: string): string {
  const counts = first === '{' ? reader.match(/^\d+(?:,\d*)?\}/)?.[0] : '';
  if (counts === undefined) throw new SyntaxError(`Illegal repetition in "${reader.pattern}"`);
  if (reader.take('+')) throw unsupported(reader.pattern, 'possessive quantifiers');
  return first + counts + (reader.take('?') ? '?' : '');
}
