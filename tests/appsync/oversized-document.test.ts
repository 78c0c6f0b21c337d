import { describe, expect, it } from 'vitest';
import { answering, openApi, resolver } from './open-api.ts';

const schema = `
  type Query { item(id: ID, tags: [String]): Item }
  type Item { id: ID child: Item }
`;
const resolvers = [resolver('Query.item', answering('{ id: "1", child: { id: "2" } }'))];
const unparsable = {
  errors: [{ errorType: 'MalformedHttpRequestException', message: 'Unable to parse GraphQL query.' }],
};

const nested = (levels: number) => `{ item ${'{ child '.repeat(levels)}{ id }${' }'.repeat(levels + 1)}`;
const numbered = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

describe('a document that is too much', () => {
  it.each([
    ['20,000 open braces', '{'.repeat(20_000)],
    ['20,000 nested braces', `${'{a'.repeat(20_000)}${'}'.repeat(20_000)}`],
    ['fewer tokens, nested until the stack overflows', nested(4800)],
    ['a list in a list in a list', `{ item(tags: ${'['.repeat(7000)}${']'.repeat(7000)}) { id } }`],
    ['more than 15,000 tokens', `{ item { ${'id '.repeat(15_000)}} }`],
  ])('is refused as one that cannot be parsed: %s', async (_, query) => {
    const api = openApi(schema, { resolvers });

    const { status, body } = await api.query(query);

    expect({ status, body }).toEqual({ status: 400, body: unparsable });
    expect(api.log).toEqual([]);
  });

  it.each([
    [
      'fragments in a circle',
      '{ item { ...A } } fragment A on Item { child { ...B } } fragment B on Item { child { ...A } }',
    ],
    ['a fragment within itself', '{ item { ...A } } fragment A on Item { id ...A }'],
  ])('is refused by validation: %s', async (_, query) => {
    const api = openApi(schema, { resolvers });

    const { status, body } = await api.query(query);

    expect(status).toBe(200);
    expect(body.data).toBeNull();
    expect(String(body.errors?.[0]?.message)).toMatch(/^Validation error of type FragmentCycle: /);
    expect(api.log).toEqual([]);
  });
});

describe('a long document', () => {
  it('answers every one of 2,000 aliases', async () => {
    const api = openApi(schema, { resolvers });

    const { body } = await api.query(`{ ${numbered(2000, (index) => `a${index}: item { id }`)} }`);

    expect(Object.keys(body.data ?? {})).toHaveLength(2000);
    expect(body.errors).toBeUndefined();
  });

  it('meets the resolver limit where it has more aliases', async () => {
    const api = openApi(schema, { resolvers, resolverCountLimit: 3 });

    const { body } = await api.query(`{ ${numbered(5, (index) => `a${index}: item { id }`)} }`);

    expect(body.errors?.map(({ errorType }) => errorType)).toEqual([
      'ResolverExecutionLimitReached',
      'ResolverExecutionLimitReached',
    ]);
  });

  it('may chain 1,000 fragments', async () => {
    const api = openApi(schema, { resolvers });
    const chain = numbered(1000, (index) => `fragment F${index} on Item { ...F${index + 1} }`);

    const { body } = await api.query(`{ item { ...F0 } } ${chain} fragment F1000 on Item { id }`);

    expect(body).toEqual({ data: { item: { id: '1' } } });
  });
});
