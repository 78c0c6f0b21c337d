import { asFilter, asList, type Filter, readOrNull, UnreadableFilterError } from './filter.ts';

/** Writes a filter in OpenSearch's query language, as JSON; null when it cannot be read. */
export function toOpenSearchQuery(filter: unknown): string | null {
  return readOrNull(() => JSON.stringify(writeFilter(asFilter(filter))));
}

function writeFilter(filter: Filter): unknown {
  return all(Object.entries(filter).map(([name, value]) => writeMember(name, value)));
}

function writeMember(name: string, value: unknown): unknown {
  switch (name) {
    case 'and':
      return { bool: { must: asList(value).map((member) => writeFilter(asFilter(member))) } };
    case 'or':
      return { bool: { should: asList(value).map((member) => writeFilter(asFilter(member))) } };
    case 'not':
      return { bool: { must_not: writeFilter(asFilter(value)) } };
    default:
      return all(Object.entries(asFilter(value)).map(([operator, operand]) => writeOperator(name, operator, operand)));
  }
}

const all = (queries: readonly unknown[]) => (queries.length === 1 ? queries[0] : { bool: { must: queries } });

function writeOperator(field: string, operator: string, operand: unknown): unknown {
  const name = queryNames[operator];
  if (name !== undefined) return { [name]: { [field]: operand } };
  switch (operator) {
    case 'ne':
      return { bool: { must_not: { term: { [field]: operand } } } };
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return { range: { [field]: { [operator]: operand } } };
    case 'range': {
      const [gte, lte] = asList(operand);
      return { range: { [field]: { gte, lte } } };
    }
    case 'exists':
      return operand === false ? { bool: { must_not: { exists: { field } } } } : { exists: { field } };
    case 'multiMatch':
      return { multi_match: { query: operand, fields: [field] } };
    default:
      throw new UnreadableFilterError();
  }
}

const queryNames: Readonly<Record<string, string>> = {
  eq: 'term',
  match: 'match',
  matchPhrase: 'match_phrase',
  matchPhrasePrefix: 'match_phrase_prefix',
  wildcard: 'wildcard',
  regexp: 'regexp',
};
