/** What WAF's own engine does not take: https://docs.aws.amazon.com/waf/latest/developerguide/waf-regex-pattern-support.html */
const unsupported = /\(\?<?[=!]|\(\?>|\\[1-9CKR]|[*+?}]\+/;

/** Compiles a regular expression of WAF, which looks at bytes. Throws what `refuse` makes of one that WAF does not take. */
export function compilePattern(pattern: string, refuse: (what: string) => Error): RegExp {
  const [all = '', flags = ''] = /^\(\?([ims]+)\)/.exec(pattern) ?? [];
  if (unsupported.test(pattern)) throw refuse(`regular expression ${pattern}`);
  try {
    return new RegExp(pattern.slice(all.length), flags);
  } catch {
    throw refuse(`regular expression ${pattern}`);
  }
}
