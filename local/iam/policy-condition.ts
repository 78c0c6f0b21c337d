import { BlockList, isIPv6 } from 'node:net';
import { matchesPattern, type RequestContext, substitute } from './policy-pattern.ts';

/** Whether a condition of a policy statement holds for a request. */
export type Condition = (context: RequestContext) => boolean;

/** Whether a request's value satisfies one value of the policy. */
type Comparison = (actual: string, expected: string, context: RequestContext) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: exactly((actual, expected) => actual === expected),
  StringEqualsIgnoreCase: exactly((actual, expected) => actual.toLowerCase() === expected.toLowerCase()),
  StringLike: (actual, expected, context) => matchesPattern(expected, actual, context),
  NumericEquals: exactly((actual, expected) => Number(actual) === Number(expected)),
  NumericLessThan: exactly((actual, expected) => Number(actual) < Number(expected)),
  NumericLessThanEquals: exactly((actual, expected) => Number(actual) <= Number(expected)),
  NumericGreaterThan: exactly((actual, expected) => Number(actual) > Number(expected)),
  NumericGreaterThanEquals: exactly((actual, expected) => Number(actual) >= Number(expected)),
  DateEquals: exactly((actual, expected) => Date.parse(actual) === Date.parse(expected)),
  DateLessThan: exactly((actual, expected) => Date.parse(actual) < Date.parse(expected)),
  DateLessThanEquals: exactly((actual, expected) => Date.parse(actual) <= Date.parse(expected)),
  DateGreaterThan: exactly((actual, expected) => Date.parse(actual) > Date.parse(expected)),
  DateGreaterThanEquals: exactly((actual, expected) => Date.parse(actual) >= Date.parse(expected)),
  Bool: exactly((actual, expected) => actual.toLowerCase() === expected.toLowerCase()),
  IpAddress: exactly(isInRange),
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
};

/** A negated operator holds when no value of the policy is met, and also when the key is absent. */
const negations: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/**
 * Reads one line of a Condition block, e.g. `StringEquals`, `aws:userid`, `["AROA…:session"]`.
 *
 * @throws Error naming an operator that IAM or this evaluator doesn't know.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function readCondition(operator: string, key: string, expected: readonly string[], where: string): Condition {
  const [, set, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const contextKey = key.toLowerCase();
  if (name === 'Null') return (context) => expected.includes(String(!context.has(contextKey)));
  const negated = name in negations;
  const comparison = comparisons[negations[name] ?? name];
  if (!comparison) throw new Error(`${where}: condition operator "${operator}" is not known`);
  return (context) => {
    const actual = context.get(contextKey);
    if (actual === undefined)
      return set === 'ForAllValues' || (set === undefined && (negated || ifExists !== undefined));
    const holds = (value: string) => expected.some((one) => comparison(value, one, context)) !== negated;
    return set === 'ForAllValues' || (set === undefined && negated) ? actual.every(holds) : actual.some(holds);
  };
}

function exactly(compare: (actual: string, expected: string) => boolean): Comparison {
  return (actual, expected, context) => {
    const text = substitute(expected, context);
    return text !== undefined && compare(actual, text);
  };
}

/** The six parts of an ARN are matched one by one, so that `*` never reaches over a colon but in the last. */
function matchesArn(actual: string, expected: string, context: RequestContext): boolean {
  const wanted = arnParts(expected);
  const given = arnParts(actual);
  return wanted.every((part, index) => matchesPattern(part, given[index] ?? '', context));
}

function arnParts(arn: string): string[] {
  // A colon inside `${…}` is no separator.
  const hidden = arn.replace(/\$\{[^}]*\}/g, (variable) => variable.replaceAll(':', '\0'));
  const parts = hidden.split(':').map((part) => part.replaceAll('\0', ':'));
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function isInRange(actual: string, expected: string): boolean {
  const [address = '', prefix] = expected.split('/');
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const range = new BlockList();
  range.addSubnet(address, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
  return range.check(actual, isIPv6(actual) ? 'ipv6' : 'ipv4');
}
