import { literal, type PatternReader, unsupported } from './pattern-reader.ts';

/** What a backslash and what follows it mean: one or more characters, a set of them, or a place in the text. */
export type Escape =
  | { readonly kind: 'characters'; readonly text: string }
  | { readonly kind: 'set' | 'place'; readonly source: string };

/** A line terminator at the end of the text, then the end; `\Z` and a `$` without MULTILINE. */
export const lastLineEnd = '(?=(?:\\r\\n|(?<!\\r)\\n|[\\r\\x85\\u2028\\u2029])?(?![\\s\\S]))';

const vertical = '\\n\\x0b\\f\\r\\x85\\u2028\\u2029';
const horizontal = ' \\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000';

const sets: Readonly<Record<string, string>> = {
  d: '[0-9]',
  D: '[^0-9]',
  w: '[a-zA-Z_0-9]',
  W: '[^a-zA-Z_0-9]',
  s: '[ \\t\\n\\x0b\\f\\r]',
  S: '[^ \\t\\n\\x0b\\f\\r]',
  h: `[${horizontal}]`,
  H: `[^${horizontal}]`,
  v: `[${vertical}]`,
  V: `[^${vertical}]`,
};

const places: Readonly<Record<string, string>> = {
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
  Z: lastLineEnd,
  b: '\\b',
  B: '\\B',
  R: `(?:\\r\\n|[${vertical}])`,
};

const controls: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  f: '\f',
  a: '\x07',
  e: '\x1b',
};

// The POSIX classes mean ASCII.
const properties: Readonly<Record<string, string>> = {
  Lower: '[a-z]',
  Upper: '[A-Z]',
  ASCII: '[\\x00-\\x7f]',
  Alpha: '[a-zA-Z]',
  Digit: '[0-9]',
  Alnum: '[a-zA-Z0-9]',
  Punct: '[\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e]',
  Graph: '[\\x21-\\x7e]',
  Print: '[\\x20-\\x7e]',
  Blank: '[ \\t]',
  Cntrl: '[\\x00-\\x1f\\x7f]',
  XDigit: '[0-9a-fA-F]',
  Space: '[ \\t\\n\\x0b\\f\\r]',
  javaLowerCase: '\\p{Lowercase}',
  javaUpperCase: '\\p{Uppercase}',
  IsPunctuation: '\\p{P}',
  IsDigit: '\\p{Nd}',
};

/** Reads what follows a backslash. */
export function readEscape(reader: PatternReader): Escape {
  const code = readCode(reader);
  if (code !== undefined) return { kind: 'characters', text: String.fromCodePoint(code) };
  const quoted = reader.match(/^Q([\s\S]*?)(?:\\E|$)/)?.[1];
  if (quoted !== undefined) return { kind: 'characters', text: quoted };
  const property = reader.match(/^([pP])(?:\{(\w+)\}|(\w))/);
  if (property) return readProperty(reader, property[1] === 'P', property[2] ?? property[3] ?? '');
  const reference = reader.match(/^(?:[1-9]|k<\w+>)/);
  if (reference) return { kind: 'place', source: `\\${reference[0]}` };
  const name = reader.next();
  const control = controls[name];
  if (control !== undefined) return { kind: 'characters', text: control };
  const set = sets[name];
  if (set !== undefined) return { kind: 'set', source: set };
  const place = places[name];
  if (place !== undefined) return { kind: 'place', source: place };
  if (/^[a-zA-Z]?$/.test(name)) throw unsupported(reader.pattern, `escapes like \\${name}`);
  return { kind: 'characters', text: name };
}

function readCode(reader: PatternReader): number | undefined {
  const hexadecimal = reader.match(/^(?:x\{([\da-fA-F]+)\}|x([\da-fA-F]{2})|u([\da-fA-F]{4}))/);
  if (hexadecimal) return Number.parseInt(hexadecimal[1] ?? hexadecimal[2] ?? hexadecimal[3] ?? '', 16);
  const octal = reader.match(/^0([0-3]?[0-7]{1,2})/);
  if (octal) return Number.parseInt(octal[1] ?? '', 8);
  const control = reader.match(/^c([\x40-\x7f])/);
  return control ? (control[1] ?? '').charCodeAt(0) ^ 64 : undefined;
}

function readProperty(reader: PatternReader, negated: boolean, name: string): Escape {
  const known = properties[name];
  if (known !== undefined) return { kind: 'set', source: negated ? `[^${known}]` : known };
  const letter = negated ? 'P' : 'p';
  // Binary properties, scripts and general categories, as Java names them.
  const candidates = name.startsWith('Is') ? [name.slice(2), `Script=${name.slice(2)}`] : [name];
  const found = candidates.find((candidate) => isProperty(candidate));
  if (found === undefined) throw unsupported(reader.pattern, `properties like \\${letter}{${name}}`);
  return { kind: 'set', source: `\\${letter}{${found}}` };
}

function isProperty(name: string): boolean {
  try {
    return new RegExp(`\\p{${name}}`, 'v').source !== '';
  } catch {
    return false;
  }
}

/** Writes characters so that each means itself. */
export const literals = (text: string): string => Array.from(text, literal).join('');
