import { SqlError } from '../engine.ts';
import type { TokenReader } from '../syntax/token-reader.ts';

/** A text behind an optional AS. */
export function readText(reader: TokenReader): string {
  reader.take('as');
  return reader.text();
}

/** A whole number behind an optional AS. */
export function readNumber(reader: TokenReader): number {
  reader.take('as');
  return reader.wholeNumber();
}

/** ON, OFF and their like; steers statistics and storage, which are the local engine's own business. */
export function ignoreSwitch(reader: TokenReader): Record<string, never> {
  ['on', 'true', 'preset', 'off', 'false'].some((word) => reader.take(word));
  return {};
}

/** A text that changes nothing here, such as REGION's: all buckets are at hand. */
export function ignoreText(reader: TokenReader): Record<string, never> {
  readText(reader);
  return {};
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v', '\\': '\\' };

/** Reads `\t` and its like, and `\ddd` in octal digits; another escaped character keeps its backslash, as in `\N`. */
export function readEscapes(text: string): string {
  return text.replaceAll(/\\([0-7]{1,3}|.)/gs, (whole, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? whole),
  );
}

/** @throws SqlError unless the text is a single ASCII character. */
export function oneCharacter(option: string, text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: non-printing delimiters are allowed
  if (/^[\x00-\x7f]$/.test(text)) return text;
  throw new SqlError(`ERROR: COPY ${option.toLowerCase()} must be a single ASCII character`);
}

/** Reads `'label:width, ...'` of FIXEDWIDTH. */
export function readWidths(specification: string): number[] {
  return specification.split(',').map((part) => {
    const width = /^[^:]+:\s*(\d+)\s*$/.exec(part)?.[1];
    if (width === undefined || Number(width) === 0)
      throw new SqlError(`ERROR: Invalid fixed width specification: ${specification}`);
    return Number(width);
  });
}
