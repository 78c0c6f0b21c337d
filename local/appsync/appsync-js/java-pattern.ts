import { translatePattern } from './java-pattern/translate-pattern.ts';

const compiled = new Map<string, RegExp>();
const maximumCompiled = 500;

/**
 * Compiles a regular expression written for java.util.regex, as AppSync takes them; throws SyntaxError for a pattern
 * that Java would refuse and for what JavaScript has no equal of, by name.
 * https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html
 */
export function compileJavaPattern(pattern: string, flags = ''): RegExp {
  const key = `${flags}/${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  if (compiled.size >= maximumCompiled) compiled.clear();
  const { source, ignoreCase } = translatePattern(pattern);
  const expression = new RegExp(source, `${flags}${ignoreCase ? 'i' : ''}v`);
  compiled.set(key, expression);
  return expression;
}
