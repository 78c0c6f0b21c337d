import { asFilter, asList, type Filter, readOrNull } from './filter.ts';

interface FieldFilter {
  readonly fieldName: string;
  readonly operator: string;
  readonly value: unknown;
}

/** Filters that must all hold. */
type Group = readonly FieldFilter[];

/**
 * Writes a filter as AppSync filters subscriptions: groups of which one must hold. Each operator of a field, each
 * member of an `or` and each rule is an alternative, so that the groups multiply; operators are not looked at.
 */
export function toSubscriptionFilter(filter: unknown, ignoredFields: unknown = [], rules: unknown = {}) {
  return readOrNull(() => {
    const ignored = new Set(asList(ignoredFields).map(String));
    const ruleGroups = Object.entries(asFilter(rules)).flatMap(([field, operators]) => fieldGroups(field, operators));
    const filterGroups = toGroups(asFilter(filter), ignored);
    const groups = ruleGroups.length === 0 ? filterGroups : multiply([filterGroups, ruleGroups]);
    return { filterGroup: groups.filter((group) => group.length > 0).map((filters) => ({ filters })) };
  });
}

function toGroups(filter: Filter, ignored: ReadonlySet<string>): readonly Group[] {
  return multiply(
    Object.entries(filter)
      .filter(([name]) => !ignored.has(name))
      .map(([name, value]) => memberGroups(name, value, ignored)),
  );
}

function memberGroups(name: string, value: unknown, ignored: ReadonlySet<string>): readonly Group[] {
  if (name !== 'and' && name !== 'or') return fieldGroups(name, value);
  const members = asList(value).map((member) => toGroups(asFilter(member), ignored));
  return name === 'or' ? members.flat() : multiply(members);
}

function fieldGroups(fieldName: string, operators: unknown): readonly Group[] {
  return Object.entries(asFilter(operators)).map(([operator, value]) => [{ fieldName, operator, value }]);
}

/** Every way to take one group of each. */
function multiply(factors: readonly (readonly Group[])[]): readonly Group[] {
  return factors.reduce<readonly Group[]>(
    (products, groups) => products.flatMap((product) => groups.map((group) => [...product, ...group])),
    [[]],
  );
}
