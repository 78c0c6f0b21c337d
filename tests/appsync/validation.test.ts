import { describe, expect, it } from 'vitest';
import { answering, openApi, resolver } from './open-api.ts';

const schema = `
  type Query { item(id: ID!, input: Filter, when: AWSDateTime): Item list(filters: [Filter!]): [Item] }
  type Item { id: ID! name: String child: Item }
  type Other { id: ID }
  enum Colour { RED GREEN }
  input Filter { colour: Colour! size: Int! nested: Nested note: String }
  input Nested { deep: Float! deepest: [Float] }
`;
const resolvers = [
  resolver('Query.item', answering('{ id: ctx.args.id, name: "n" }')),
  resolver('Query.list', answering('[]')),
];
const api = openApi(schema, { resolvers });

async function errorsOf(query: string, variables?: Record<string, unknown>) {
  const { status, body } = await api.query(query, variables);
  expect(status).toBe(200);
  expect(body.data).toBeNull();
  for (const error of body.errors ?? []) expect(Object.keys(error)).toEqual(['path', 'locations', 'message']);
  return body.errors ?? [];
}

describe('a document that does not fit the schema', () => {
  it('gets data null and one error with a null path, the place and the text of graphql-java', async () => {
    expect(await errorsOf('{badfield}')).toEqual([
      {
        path: null,
        locations: [{ line: 1, column: 2, sourceName: null }],
        message: "Validation error of type FieldUndefined: Field 'badfield' in type 'Query' is undefined @ 'badfield'",
      },
    ]);
  });

  it.each([
    [
      '{ item(id: 1) { child { nope } } }',
      "FieldUndefined: Field 'nope' in type 'Item' is undefined @ 'item/child/nope'",
    ],
    ['{ item(id: 1) }', "SubSelectionRequired: Sub selection required for type Item of field item @ 'item'"],
    ['{ list }', "SubSelectionRequired: Sub selection required for type null of field list @ 'list'"],
    [
      '{ item(id: 1) { name { x } } }',
      "SubSelectionNotAllowed: Sub selection not allowed on leaf type String of field name @ 'item/name'",
    ],
    ['{ item { id } }', "MissingFieldArgument: Missing field argument id @ 'item'"],
    ['{ item(id: 1, nope: 2) { id } }', "UnknownArgument: Unknown field argument nope @ 'item'"],
    ['{ item(id: 1, id: 2) { id } }', "DuplicateArgumentNames: There can be only one argument named 'id' @ 'item'"],
    ['query($a: Nope) { item(id: 1) { id } }', 'UnknownType: Unknown type Nope'],
    ['query($a: ID) { item(id: 1) { id } }', 'UnusedVariable: Unused variable a'],
    ['{ item(id: $a) { id } }', "UndefinedVariable: Undefined variable a @ 'item'"],
    [
      'query($a: String!) { item(id: $a) { id } }',
      "VariableTypeMismatch: Variable type 'String!' doesn't match expected type 'ID!' @ 'item'",
    ],
    [
      'query($a: Item) { item(id: $a) { id } }',
      'NonInputTypeOnVariable: Input variable a type Item is not an input type',
    ],
    ['{ item(id: 1) { ...F } }', "UndefinedFragment: Undefined fragment F @ 'item'"],
    ['{ item(id: 1) { id } } fragment F on Item { id }', 'UnusedFragment: Unused fragment F'],
    [
      '{ item(id: 1) { ... on Other { id } } }',
      "InvalidFragmentType: Fragment cannot be spread here as objects of type Item can never be of type Other @ 'item'",
    ],
    ['{ item(id: 1) { id @nope } }', "UnknownDirective: Unknown directive nope @ 'item/id'"],
    [
      '{ item(id: 1) { id } } query B { list { id } }',
      'LoneAnonymousOperationViolation: Anonymous operation with other operations.',
    ],
    [
      '{ item(id: 1, input: { colour: BLUE, size: 1 }) { id } }',
      "WrongType: argument 'input.colour' with value 'EnumValue{name='BLUE'}' is not a valid 'Colour' @ 'item'",
    ],
    [
      '{ item(id: 1, input: { colour: RED, size: "1" }) { id } }',
      "WrongType: argument 'input.size' with value 'StringValue{value='1'}' is not a valid 'Int' @ 'item'",
    ],
    [
      '{ item(id: 1, when: "today") { id } }',
      "WrongType: argument 'when' with value 'StringValue{value='today'}' is not a valid 'AWSDateTime' @ 'item'",
    ],
    [
      '{ item(id: 1, input: { colour: RED }) { id } }',
      "WrongType: argument 'input' with value 'ObjectValue{objectFields=[ObjectField{name='colour', value=EnumValue{name='RED'}}]}' is missing required fields '[size]' @ 'item'",
    ],
    [
      '{ item(id: 1, input: { colour: RED, size: 1, nope: 2 }) { id } }',
      "WrongType: argument 'input' with value 'ObjectValue{objectFields=[ObjectField{name='colour', value=EnumValue{name='RED'}}, ObjectField{name='size', value=IntValue{value=1}}, ObjectField{name='nope', value=IntValue{value=2}}]}' contains a field not in 'Filter': 'nope' @ 'item'",
    ],
    [
      '{ item(id: 1, input: { colour: RED, size: "Colour" }) { id } }',
      "WrongType: argument 'input.size' with value 'StringValue{value='Colour'}' is not a valid 'Int' @ 'item'",
    ],
    [
      '{ item(id: 1, input: { colour: "RED", size: 1 }) { id } }',
      "WrongType: argument 'input.colour' with value 'StringValue{value='RED'}' is not a valid 'Colour' @ 'item'",
    ],
    ...[
      ['1e400', 'FloatValue{value=1E+400}'],
      ['-1e999', 'FloatValue{value=-1E+999}'],
      ['-12.5e400', 'FloatValue{value=-1.25E+401}'],
      ['9'.repeat(400), `IntValue{value=${'9'.repeat(400)}}`],
    ].map(([literal, value]) => [
      `{ item(id: 1, input: { colour: RED, size: 1, nested: { deep: ${literal} } }) { id } }`,
      `WrongType: argument 'input.nested.deep' with value '${value}' is not a valid 'Float' @ 'item'`,
    ]),
    ...[
      ['1e400', 'FloatValue{value=1E+400}'],
      ['-1e999', 'FloatValue{value=-1E+999}'],
      ['0.05', 'FloatValue{value=0.05}'],
      ['2147483648', 'IntValue{value=2147483648}'],
    ].map(([literal, value]) => [
      `{ item(id: 1, input: { colour: RED, size: ${literal} }) { id } }`,
      `WrongType: argument 'input.size' with value '${value}' is not a valid 'Int' @ 'item'`,
    ]),
    ['{ item(id: null) { id } }', "WrongType: argument 'id' with value 'NullValue{}' must not be null @ 'item'"],
  ])('%s', async (query, expected) => {
    const name = query.includes('query B') ? 'B' : undefined;
    const { body } = await api.send({ body: Buffer.from(JSON.stringify({ query, operationName: name })) });

    expect(body.errors?.map(({ message }) => message)).toContain(`Validation error of type ${expected}`);
  });

  it('names every missing required field at once, at the argument', async () => {
    const errors = await errorsOf('{ item(id: 1, input: {}) { id } }');

    expect(errors).toMatchObject([
      {
        locations: [{ line: 1, column: 15 }],
        message:
          "Validation error of type WrongType: argument 'input' with value 'ObjectValue{objectFields=[]}' is missing required fields '[colour, size]' @ 'item'",
      },
    ]);
  });
});

describe('a Float literal', () => {
  it.each(['1.7976931348623157e308', '-1e308', '1e-400', '7'])('may be %s', async (literal) => {
    const query = `{ item(id: 1, input: { colour: RED, size: 1, nested: { deep: ${literal} } }) { id } }`;

    expect((await api.query(query)).body).toEqual({ data: { item: { id: '1' } } });
  });

  it('is finite in a list too', async () => {
    const [error] = await errorsOf(
      '{ item(id: 1, input: { colour: RED, size: 1, nested: { deep: 1, deepest: [1, 1e400] } }) { id } }',
    );

    expect(error?.message).toBe(
      "Validation error of type WrongType: argument 'input.nested.deepest' with value 'FloatValue{value=1E+400}' is not a valid 'Float' @ 'item'",
    );
  });
});

describe('a variable that does not fit its type', () => {
  const query = 'query Q(\n  $f: Filter!) { item(id: 1, input: $f) { id } }';
  const located = [{ line: 2, column: 3, sourceName: null }];

  it.each([
    ['is missing', {}, "Variable 'f' has coerced Null value for NonNull type 'Filter!'"],
    ['is null', { f: null }, "Variable 'f' has coerced Null value for NonNull type 'Filter!'"],
    ['lacks a field', { f: { colour: 'RED' } }, "Variable 'f' has coerced Null value for NonNull type 'Int!'"],
    [
      'has null in a field',
      { f: { colour: null, size: 1 } },
      "Variable 'f' has coerced Null value for NonNull type 'Colour!'",
    ],
    [
      'lacks a field deep inside',
      { f: { colour: 'RED', size: 1, nested: {} } },
      "Variable 'f' has coerced Null value for NonNull type 'Float!'",
    ],
    [
      'has text for an Int',
      { f: { colour: 'RED', size: 'big' } },
      "Variable 'f' has an invalid value. Expected type 'Int' but was 'String'.",
    ],
    [
      'has a fraction for an Int',
      { f: { colour: 'RED', size: 1.5 } },
      "Variable 'f' has an invalid value. Expected type 'Int' but was 'Double'.",
    ],
    [
      'has more than 32 bits for an Int',
      { f: { colour: 'RED', size: 2_147_483_648 } },
      "Variable 'f' has an invalid value. Expected type 'Int' but was 'Long'.",
    ],
    [
      'has more than 64 bits for an Int',
      { f: { colour: 'RED', size: -1e20 } },
      "Variable 'f' has an invalid value. Expected type 'Int' but was 'BigInteger'.",
    ],
    [
      'has no Float in a field',
      { f: { colour: 'RED', size: 1, nested: { deep: true } } },
      "Variable 'f' has an invalid value. Expected type 'Float' but was 'Boolean'.",
    ],
    [
      'has an unknown enum value',
      { f: { colour: 'BLUE', size: 1 } },
      "Variable 'f' has an invalid value. Invalid input for Enum 'Colour'. No value found for name 'BLUE'",
    ],
    [
      'is no object',
      { f: 'x' },
      "Variable 'f' has an invalid value. Expected type 'Map' but was 'String'. Variables for input objects must be an instance of type 'Map'.",
    ],
  ])('%s', async (_, variables, message) => {
    expect(await errorsOf(query, variables)).toEqual([{ path: null, locations: located, message }]);
  });

  it('has a field that the input type has not', async () => {
    expect(await errorsOf(query, { f: { colour: 'RED', size: 1, nope: 2 } })).toEqual([
      {
        path: null,
        locations: null,
        message: "The variables input contains a field that is not defined for input object type 'Filter' ",
      },
    ]);
  });

  it('is no DateTime', async () => {
    const errors = await errorsOf('query($w: AWSDateTime) { item(id: 1, when: $w) { id } }', { w: '2026-1-1' });

    expect(errors[0]?.message).toBe(
      "Variable 'w' has an invalid value. Unable to parse `2026-1-1` as a valid DateTime Object.",
    );
  });

  it('is a number that no double holds', async () => {
    const body =
      '{"query":"query($f: Filter) { item(id: 1, input: $f) { id } }","variables":{"f":{"colour":"RED","size":1,"nested":{"deep":1e400}}}}';
    const reply = await api.send({ body: Buffer.from(body) });

    expect(reply.body.errors?.map(({ message }) => message)).toEqual([
      "Variable 'f' has an invalid value. Expected type 'Float' but was 'Double'.",
    ]);
  });

  it('may be left out where it has a default', async () => {
    const { body } = await api.query('query($id: ID! = "7") { item(id: $id) { id } }');

    expect(body).toEqual({ data: { item: { id: '7' } } });
  });
});

describe('introspection', () => {
  it('answers where it is on', async () => {
    expect((await api.query('{ __type(name: "Item") { name } }')).body).toEqual({ data: { __type: { name: 'Item' } } });
  });

  it('has no fields where it is off, but __typename stays', async () => {
    const closed = openApi(schema, { resolvers, introspection: false });

    const { body } = await closed.query('{ __schema { types { name } } }');

    expect(body.errors?.map(({ message }) => message)).toEqual([
      "Validation error of type FieldUndefined: Field 'types' in type '__Schema' is undefined @ '__schema/types'",
    ]);
    expect((await closed.query('{ __typename list { __typename } }')).body.data).toEqual({
      __typename: 'Query',
      list: [],
    });
  });
});
