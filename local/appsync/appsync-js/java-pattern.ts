const compiled = new Map<string, RegExp>();
const maximumCompiled = 500;

// https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html, POSIX classes and boundaries
const translations: Readonly<Record<string, string>> = {
  '\\A': '(?<![\\s\\S])',
  '\\z': '(?![\\s\\S])',
  '\\Z': '(?=\\n?(?![\\s\\S]))',
  '\\h': '[ \\t\\u00a0\\u2000-\\u200a]',
  '\\R': '(?:\\r\\n|[\\n\\r\\u2028\\u2029])',
  '\\p{Lower}': '[a-z]',
  '\\p{Upper}': '[A-Z]',
  '\\p{Alpha}': '[a-zA-Z]',
  '\\p{Digit}': '[0-9]',
  '\\p{Alnum}': '[a-zA-Z0-9]',
  '\\p{Punct}': '[!-\\/:-@\\[-`{-~]',
  '\\p{Space}': '\\s',
  '\\p{XDigit}': '[0-9a-fA-F]',
};

/**
 * Compiles a regular expression written for java.util.regex, as AppSync takes them; throws SyntaxError for what
 * JavaScript has no equal of (possessive quantifiers, atomic groups).
 */
export function compileJavaPattern(pattern: string, flags = ''): RegExp {
  const key = `${flags}/${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  if (compiled.size >= maximumCompiled) compiled.clear();
  const expression = compile(pattern, flags);
  compiled.set(key, expression);
  return expression;
}

function compile(pattern: string, flags: string): RegExp {
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  const source = pattern
    .slice(inline?.[0].length ?? 0)
    .replace(/\\Q([\s\S]*?)(?:\\E|$)/g, (_, quoted: string) => quoted.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
    .replace(
      /\\p\{(?:Lower|Upper|Alpha|Digit|Alnum|Punct|Space|XDigit)\}|\\[\s\S]/g,
      (token) => translations[token] ?? token,
    );
  const allFlags = [...new Set(flags + (inline?.[1] ?? ''))].join('');
  try {
    return new RegExp(source, `${allFlags}u`);
  } catch {
    // Java, like JavaScript without the u flag, takes a backslash before any non-letter.
    return new RegExp(source, allFlags);
  }
}
