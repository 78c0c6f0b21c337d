/** What a policy can ask about a request: condition keys and their values; keys compare without case. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** Makes a request context; a key whose value is undefined is absent. */
export function requestContext(
  ...parts: ReadonlyArray<Readonly<Record<string, string | readonly string[] | undefined>>>
): RequestContext {
  const context = new Map<string, readonly string[]>();
  for (const part of parts) {
    for (const [key, value] of Object.entries(part)) {
      if (value !== undefined) context.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
    }
  }
  return context;
}

/** `${aws:userid}`, `${aws:username, 'nobody'}`, and `${*}`, `${?}`, `${$}` for the bare characters. */
const variablePattern = /\$\{\s*([^},]+?)\s*(?:,\s*'([^']*)'\s*)?\}/g;
const bareCharacters = new Set(['*', '?', '$']);

/** Patterns without variables come from the template alone: there are few. */
const compiled = new Map<string, RegExp>();

/**
 * Whether a value matches a policy's pattern, in which `*` stands for any text and `?` for one character.
 *
 * A policy variable stands for its value letter by letter; one without a value matches nothing, as in IAM.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function matchesPattern(pattern: string, value: string, context: RequestContext, flags: '' | 'i' = ''): boolean {
  if (!pattern.includes('${')) return expressionOf(pattern, flags).test(value);
  const source = withVariables(pattern, context, wildcards, literally);
  return source !== undefined && new RegExp(`^${source}$`, `${flags}s`).test(value);
}

function expressionOf(pattern: string, flags: '' | 'i'): RegExp {
  const key = flags + pattern;
  const known = compiled.get(key);
  if (known) return known;
  const expression = new RegExp(`^${wildcards(pattern)}$`, `${flags}s`);
  compiled.set(key, expression);
  return expression;
}

/** A policy's text with its variables replaced; undefined when one has no value. */
export function substitute(text: string, context: RequestContext): string | undefined {
  return text.includes('${') ? withVariables(text, context, same, same) : text;
}

function withVariables(
  text: string,
  context: RequestContext,
  outside: (text: string) => string,
  inside: (value: string) => string,
): string | undefined {
  let result = '';
  let end = 0;
  for (const match of text.matchAll(variablePattern)) {
    const [whole, name = '', fallback] = match;
    const value = bareCharacters.has(name) ? name : (context.get(name.toLowerCase())?.[0] ?? fallback);
    if (value === undefined) return undefined;
    result += outside(text.slice(end, match.index)) + inside(value);
    end = match.index + whole.length;
  }
  return result + outside(text.slice(end));
}

function same(text: string): string {
  return text;
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function wildcards(text: string): string {
  return literally(text).replaceAll('\\*', '.*').replaceAll('\\?', '.');
}
