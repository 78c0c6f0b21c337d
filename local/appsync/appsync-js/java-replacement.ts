import { compileJavaPattern } from './java-pattern.ts';

type Replace = (this: unknown, pattern: RegExp, replacement: (...values: unknown[]) => string) => unknown;

/**
 * `replace` and `replaceAll` of strings as AppSync has them, on a pattern and a replacement of java.util.regex: there
 * `$1` and `${name}` stand for groups, and a backslash takes the next character as it is.
 * https://docs.oracle.com/javase/8/docs/api/java/util/regex/Matcher.html#appendReplacement-java.lang.StringBuffer-java.lang.String-
 */
export function createJavaReplacement(original: unknown, method: 'replace' | 'replaceAll') {
  const flags = method === 'replaceAll' ? 'g' : '';
  return (subject: unknown, pattern: unknown, replacement: unknown): unknown => {
    const expression = compileJavaPattern(String(pattern), flags);
    const parts = readReplacement(String(replacement));
    const write = (...values: unknown[]) => parts.map((part) => part(values)).join('');
    return Reflect.apply(original as Replace, subject, [expression, write]);
  };
}

type Part = (values: readonly unknown[]) => string;

function readReplacement(replacement: string): Part[] {
  const tokens = replacement.matchAll(/\\([\s\S])|\$(?:(\d)|\{([a-zA-Z]\w*)\})|([^\\$]+)|([\s\S])/g);
  return Array.from(tokens, ([, escaped, index, name, text, stray]) => {
    if (index !== undefined) return (values) => group(values, Number(index));
    if (name !== undefined) return (values) => namedGroup(values, name);
    if (stray !== undefined) throw new SyntaxError('Illegal group reference');
    return () => escaped ?? text ?? '';
  });
}

// String.prototype.replace calls with the match, the groups, the place, the subject and, if any, the named groups.
function group(values: readonly unknown[], index: number): string {
  const count = values.findIndex((value) => typeof value === 'number');
  if (index >= count) throw new RangeError(`No group ${index}`);
  return String(values[index] ?? '');
}

function namedGroup(values: readonly unknown[], name: string): string {
  const groups = values.at(-1);
  if (typeof groups !== 'object' || groups === null || !(name in groups)) {
    throw new RangeError(`No group with name {${name}}`);
  }
  return String((groups as Readonly<Record<string, unknown>>)[name] ?? '');
}
