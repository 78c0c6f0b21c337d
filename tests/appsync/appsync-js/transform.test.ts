import { describe, expect, it } from 'vitest';
import { createRuntime } from '../../../local/appsync/appsync-js/runtime.ts';
import { evaluateRequest, resolverCode } from './evaluate-handler.ts';

const runtime = createRuntime();
const transform = (call: string) =>
  evaluateRequest(runtime.compile(resolverCode(`return util.transform.${call};`), 'Query.a')).value;

// AWS's own answers, as recorded at https://github.com/localstack/appsync-utils (__tests__/__snapshots__).
describe('toDynamoDBFilterExpression', () => {
  const read = (filter: string, method = 'toDynamoDBFilterExpression') =>
    JSON.parse(String(transform(`${method}(${filter})`)));

  it('is a JSON text of the expression, its names and its values', () => {
    expect(transform('toDynamoDBFilterExpression({ content: { contains: "foo" } })')).toBe(
      '{"expression":"(contains(#content,:content_contains))","expressionNames":{"#content":"content"},"expressionValues":{":content_contains":{"S":"foo"}}}',
    );
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['{ v: { eq: "x" } }', '(#v = :v_eq)', { ':v_eq': { S: 'x' } }],
    ['{ v: { ne: 1.5 } }', '(#v <> :v_ne)', { ':v_ne': { N: 1.5 } }],
    ['{ v: { lt: true } }', '(#v < :v_lt)', { ':v_lt': { BOOL: true } }],
    ['{ v: { le: null } }', '(#v <= :v_le)', { ':v_le': { NULL: null } }],
    ['{ v: { gt: { a: 1 } } }', '(#v > :v_gt)', { ':v_gt': { M: { a: { N: 1 } } } }],
    ['{ v: { ge: [1] } }', '(#v >= :v_ge)', { ':v_ge': { L: [{ N: 1 }] } }],
    ['{ v: { notContains: "x" } }', '(NOT contains(#v,:v_notContains))', { ':v_notContains': { S: 'x' } }],
    ['{ v: { beginsWith: "x" } }', '(begins_with(#v,:v_beginsWith))', { ':v_beginsWith': { S: 'x' } }],
    [
      '{ v: { between: ["1", "9", "3"] } }',
      '(#v BETWEEN :v_between_start AND :v_between_end)',
      { ':v_between_start': { S: '1' }, ':v_between_end': { S: '9' } },
    ],
    ['{ v: { in: ["a", "b"] } }', '(#v IN (:v_in_0, :v_in_1))', { ':v_in_0': { S: 'a' }, ':v_in_1': { S: 'b' } }],
    ['{ v: { in: [] } }', '(null)', {}],
    ['{ v: { attributeExists: true } }', '(attribute_exists(#v))', {}],
    ['{ v: { attributeExists: false } }', '(attribute_not_exists(#v))', {}],
    [
      '{ v: { attributeType: "stringSet" } }',
      '(attribute_type(#v,:v_attributeType))',
      { ':v_attributeType': { S: 'SS' } },
    ],
    [
      '{ v: { attributeType: "_null" } }',
      '(attribute_type(#v,:v_attributeType))',
      { ':v_attributeType': { S: 'NULL' } },
    ],
    ['{ v: { size: { contains: "x" } } }', '(contains(size(#v),:v_size_contains))', { ':v_size_contains': { S: 'x' } }],
    [
      '{ v: { size: { gt: 2, lt: 5 } } }',
      '((size(#v) > :v_size_gt) AND (size(#v) < :v_size_lt))',
      { ':v_size_gt': { N: 2 }, ':v_size_lt': { N: 5 } },
    ],
    ['{ v: { size: { size: { gt: 1 } } } }', '(size(#v) > :v_size_size_gt)', { ':v_size_size_gt': { N: 1 } }],
    ['{ v: { ge: 1, le: 5 } }', '((#v >= :v_ge) AND (#v <= :v_le))', { ':v_ge': { N: 1 }, ':v_le': { N: 5 } }],
    ['{ v: {} }', '', {}],
    ['{ v: { size: {} } }', '', {}],
  ])('writes %s', (filter, expression, expressionValues) => {
    expect(read(filter)).toEqual({ expression, expressionNames: { '#v': 'v' }, expressionValues });
  });

  it.each([
    ['{ a: { eq: 1 }, b: { eq: 2 } }', '(#a = :a_eq) AND (#b = :b_eq)'],
    ['{ and: [{ a: { eq: 1 } }] }', '(#a = :and_0_a_eq)'],
    ['{ and: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }', '((#a = :and_0_a_eq) AND (#b = :and_1_b_eq))'],
    ['{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }', '((#a = :or_0_a_eq) OR (#b = :or_1_b_eq))'],
    ['{ not: { a: { eq: 1 } } }', '(NOT (#a = :not_a_eq))'],
    ['{ not: { not: { a: { eq: 1 } } } }', '(NOT (NOT (#a = :not_not_a_eq)))'],
    [
      '{ or: [{ and: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }, { c: { eq: 3 } }] }',
      '(((#a = :or_0_and_0_a_eq) AND (#b = :or_0_and_1_b_eq)) OR (#c = :or_1_c_eq))',
    ],
    ['{ and: [{ not: { a: { eq: 1 } } }, { b: { eq: 2 } }] }', '((NOT (#a = :and_0_not_a_eq)) AND (#b = :and_1_b_eq))'],
    ['{ a: { eq: 1 }, and: [{ b: { eq: 2 } }] }', '(#a = :a_eq) AND (#b = :and_0_b_eq)'],
    ['{ "a.b": { eq: 1 } }', '(#a.b = :a.b_eq)'],
    ['{ a: { eq: 1 }, b: {} }', '(#a = :a_eq) AND '],
    ['{ and: [{ a: { eq: 1 } }, {}] }', '((#a = :and_0_a_eq) AND )'],
    ['{ not: {} }', '(NOT )'],
    ['{ and: [] }', ''],
    ['{}', ''],
  ])('joins %s as %s', (filter, expression) => {
    expect(read(filter).expression).toBe(expression);
    expect(read(filter, 'toDynamoDBConditionExpression').expression).toBe(expression);
  });

  it.each([
    '',
    'null',
    '[]',
    '"text"',
    '{ v: { foo: 1 } }',
    '{ v: "x" }',
    '{ a: { b: { eq: 1 } } }',
    '{ and: { a: { eq: 1 } } }',
    '{ and: null }',
    '{ and: [{ a: { eq: 1 } }, null] }',
    '{ not: [{ a: { eq: 1 } }] }',
    '{ v: { between: [1] } }',
    '{ v: { in: "x" } }',
    '{ v: { attributeExists: "yes" } }',
    '{ v: { attributeType: "S" } }',
    '{ v: { size: 3 } }',
  ])('is null for what cannot be read: %s', (filter) => {
    expect(transform(`toDynamoDBFilterExpression(${filter})`)).toBeNull();
  });
});

describe('toSubscriptionFilter', () => {
  /** Groups as lists of `field operator value`. */
  const groups = (...parameters: string[]) => {
    const filter = transform(`toSubscriptionFilter(${parameters.join()})`) as {
      filterGroup: { filters: { fieldName: string; operator: string; value: unknown }[] }[];
    } | null;
    return filter?.filterGroup.map(({ filters }) =>
      filters.map(({ fieldName, operator, value }) => `${fieldName} ${operator} ${JSON.stringify(value)}`),
    );
  };

  it('is an object of groups of filters', () => {
    expect(transform('toSubscriptionFilter({ "loc.country": { eq: "USA" } })')).toEqual({
      filterGroup: [{ filters: [{ fieldName: 'loc.country', operator: 'eq', value: 'USA' }] }],
    });
  });

  it.each<[string[], string[][]]>([
    [['{ a: { eq: 1 }, b: { in: [2] } }'], [['a eq 1', 'b in [2]']]],
    [['{ z: { eq: 0 }, and: [{ a: { eq: 1 } }] }'], [['z eq 0', 'a eq 1']]],
    [['{ a: { eq: 1, ne: 2 } }'], [['a eq 1'], ['a ne 2']]],
    [['{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }'], [['a eq 1'], ['b eq 2']]],
    [
      ['{ and: [{ a: { eq: 1 } }, { or: [{ b: { eq: 2 } }, { c: { eq: 3 } }] }] }'],
      [
        ['a eq 1', 'b eq 2'],
        ['a eq 1', 'c eq 3'],
      ],
    ],
    [
      ['{ up: { lte: 5, gte: 2 }, and: [{ t: { ne: "B" } }], or: [{ by: { eq: "A" } }, { out: { eq: false } }] }'],
      [
        ['up lte 5', 't ne "B"', 'by eq "A"'],
        ['up lte 5', 't ne "B"', 'out eq false'],
        ['up gte 2', 't ne "B"', 'by eq "A"'],
        ['up gte 2', 't ne "B"', 'out eq false'],
      ],
    ],
    [['{ a: { bogus: 1 } }'], [['a bogus 1']]],
    [['{ not: { a: { eq: 1 } } }'], [['not a {"eq":1}']]],
    [['{ a: { eq: 1 }, and: [{ b: { eq: 2 } }] }', '["b"]'], [['a eq 1']]],
    [
      ['{ a: { eq: 1 } }', '[]', '{ r: { gte: 2 }, s: { eq: "p" } }'],
      [
        ['a eq 1', 'r gte 2'],
        ['a eq 1', 's eq "p"'],
      ],
    ],
    [['{}', '[]', '{ r: { eq: 1 } }'], [['r eq 1']]],
    [['{}'], []],
    [['{ a: {} }'], []],
    [['{ and: [] }'], []],
  ])('writes %j', (parameters, expected) => {
    expect(groups(...parameters)).toEqual(expected);
  });

  it.each(['', 'null', '[]', `'{"a":{"eq":1}}'`])('is null for what cannot be read: %s', (filter) => {
    expect(transform(`toSubscriptionFilter(${filter})`)).toBeNull();
  });
});

describe('toElasticsearchQueryDSL', () => {
  const query = (filter: string) => JSON.parse(String(transform(`toElasticsearchQueryDSL(${filter})`)));

  // The example of AWS's documentation.
  it('joins fields and operators by must', () => {
    expect(query('{ upvotes: { ne: 15, range: [10, 20] }, title: { eq: "hihihi", wildcard: "h*i" } }')).toEqual({
      bool: {
        must: [
          {
            bool: {
              must: [{ bool: { must_not: { term: { upvotes: 15 } } } }, { range: { upvotes: { gte: 10, lte: 20 } } }],
            },
          },
          { bool: { must: [{ term: { title: 'hihihi' } }, { wildcard: { title: 'h*i' } }] } },
        ],
      },
    });
  });

  it.each<[string, unknown]>([
    ['{ a: { gt: 1 } }', { range: { a: { gt: 1 } } }],
    ['{ a: { matchPhrase: "x" } }', { match_phrase: { a: 'x' } }],
    ['{ a: { exists: true } }', { exists: { field: 'a' } }],
    ['{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }', { bool: { should: [{ term: { a: 1 } }, { term: { b: 2 } }] } }],
    ['{ not: { a: { eq: 1 } } }', { bool: { must_not: { term: { a: 1 } } } }],
  ])('writes %s in OpenSearch’s own words', (filter, expected) => {
    expect(query(filter)).toEqual(expected);
  });
});
