import type { StatementReader } from './statement.ts';

/**
 * A key with the prefix of an owner names the whole label or its beginning; one without looks among the labels of the
 * rule's own web ACL or rule group.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-label-match-examples.html
 */
export const labelMatchStatement: StatementReader = (properties, { labelNamespace, refuse }) => {
  const scope = properties.requiredText('Scope');
  if (scope !== 'LABEL' && scope !== 'NAMESPACE') throw refuse(`Scope ${scope}`);
  const key = properties.requiredText('Key');
  const isWhole = scope === 'LABEL';
  if (key.startsWith('awswaf:')) {
    return ({ labels }) => (isWhole ? labels.has(key) : [...labels].some((label) => label.startsWith(withColon(key))));
  }
  const isMatch = isWhole
    ? (name: string) => `:${name}`.endsWith(`:${key}`)
    : (name: string) => `:${name}`.includes(`:${withColon(key)}`);
  return ({ labels }) =>
    [...labels].some((label) => label.startsWith(labelNamespace) && isMatch(label.slice(labelNamespace.length)));
};

const withColon = (namespace: string) => (namespace.endsWith(':') ? namespace : `${namespace}:`);
