import { describe, expect, it } from 'vitest';
import { answering, openApi, resolver } from './open-api.ts';

const schema = `
  directive @mine(note: String) on FIELD_DEFINITION
  type Query {
    pets: [Pet] named: [Named] wrongPet: Pet namelessPet: Pet strangerPet: Named
    echo(text: String = "hello", colours: [Colour!] = [RED], at: Point = { x: 1 }): AWSJSON
    parent: Parent nothing: String required: String! list: [Int] matrix: [[Int!]]
    old: String @deprecated(reason: "use echo") marked: String @mine(note: "a")
    needs(id: ID!): String
  }
  type Mutation { add(n: Int!): Int }
  type Subscription { added: Int @aws_subscribe(mutations: ["add"]) }
  union Pet = Dog | Cat
  interface Named { name: String }
  type Dog implements Named { name: String barks: Boolean }
  type Cat implements Named { name: String meows: Boolean }
  type Parent { given: String computed(suffix: String): String missing: String child: Parent }
  enum Colour { RED GREEN }
  input Point { x: Int = 7 y: Int = 8 }
`;
const steps: string[] = [];
const api = openApi(schema, {
  dataSources: {
    lambda: {
      type: 'AWS_LAMBDA',
      invoke: async (payload) => {
        const { n } = payload as { n: number };
        steps.push(`begin ${n}`);
        await new Promise(setImmediate);
        steps.push(`end ${n}`);
        return { ok: true, payload: n };
      },
    },
  },
  resolvers: [
    resolver(
      'Query.pets',
      answering('[{ __typename: "Dog", name: "Rex", barks: true }, { __typename: "Cat", meows: false }]'),
    ),
    resolver('Query.named', answering('[{ __typename: "Cat", name: "Tom" }, null]')),
    resolver('Query.wrongPet', answering('{ __typename: "Parent" }')),
    resolver('Query.namelessPet', answering('{ name: "?" }')),
    resolver('Query.strangerPet', answering('{ __typename: "Nobody" }')),
    resolver('Query.echo', answering('ctx.args')),
    resolver('Query.parent', answering('{ given: "g", child: { given: "c" } }')),
    resolver('Parent.computed', answering('ctx.source.given + (ctx.args.suffix ?? "")')),
    resolver('Query.list', answering('[1, null, "x"]')),
    resolver('Query.matrix', answering('[[1], [null], null]')),
    resolver('Query.old', answering('"still here"')),
    resolver('Query.marked', answering('"marked"')),
    resolver('Query.needs', answering('ctx.args.id')),
    resolver(
      'Mutation.add',
      'export function request(ctx) { return { operation: "Invoke", payload: ctx.args }; } export function response(ctx) { return ctx.result; }',
      { dataSourceName: 'lambda' },
    ),
  ],
});
const dataOf = async (query: string, variables?: Record<string, unknown>) => (await api.query(query, variables)).body;

describe('an interface or a union', () => {
  it('is of the type that __typename in the data says', async () => {
    expect(
      await dataOf(
        '{ pets { __typename ... on Named { name } ... on Dog { barks } ... on Cat { meows } } named { name } }',
      ),
    ).toEqual({
      data: {
        pets: [
          { __typename: 'Dog', name: 'Rex', barks: true },
          { __typename: 'Cat', name: null, meows: false },
        ],
        named: [{ name: 'Tom' }, null],
      },
    });
  });

  it.each([
    [
      '{ namelessPet { __typename } }',
      "Can't resolve '/namelessPet'. Abstract type 'Pet' must resolve to an Object type at runtime for field 'Query.namelessPet'. Could not determine the exact type of 'Pet'",
    ],
    [
      '{ wrongPet { __typename } }',
      "Can't resolve '/wrongPet'. Runtime Object type 'Parent' is not a possible type for 'Pet'.",
    ],
    ['{ strangerPet { name } }', "Can't resolve '/strangerPet'. Could not determine the exact type of 'Named'"],
  ])('that the data does not decide is null with an error: %s', async (query, message) => {
    const body = await dataOf(query);

    expect(Object.values(body.data ?? {})).toEqual([null]);
    expect(body.errors).toEqual([{ path: [expect.any(String)], locations: null, message }]);
  });
});

describe('an argument', () => {
  const echo = async (query: string, variables?: Record<string, unknown>) =>
    JSON.parse(String((await dataOf(query, variables)).data?.echo));

  it('has the default of the schema, whole and in part, unless null is given', async () => {
    expect(await echo('{ echo }')).toEqual({ text: 'hello', colours: ['RED'], at: { x: 1, y: 8 } });
    expect(await echo('{ echo(text: null, at: {}) }')).toEqual({ text: null, colours: ['RED'], at: { x: 7, y: 8 } });
  });

  it('that is a list takes a single value, as literal and as variable', async () => {
    expect((await echo('{ echo(colours: GREEN) }')).colours).toEqual(['GREEN']);
    expect((await echo('query($c: [Colour!]) { echo(colours: $c) }', { c: 'GREEN' })).colours).toEqual(['GREEN']);
  });

  it('that must not be null takes no variable that is', async () => {
    const { data, errors } = await dataOf('query($id: ID = "1") { needs(id: $id) }', { id: null });

    expect(data).toEqual({ needs: null });
    expect(errors).toMatchObject([
      { path: ['needs'], message: "Argument 'id' has coerced Null value for NonNull type 'ID!'" },
    ]);
  });
});

describe('a field', () => {
  it('without a resolver is read from its parent, and null where that has none', async () => {
    expect(await dataOf('{ nothing parent { given missing child { given computed(suffix: "!") } } }')).toEqual({
      data: { nothing: null, parent: { given: 'g', missing: null, child: { given: 'c', computed: 'c!' } } },
    });
  });

  it('without a resolver that must not be null takes the data with it', async () => {
    expect(await dataOf('{ required }')).toEqual({
      data: null,
      errors: [
        {
          path: ['required'],
          locations: null,
          message: "Cannot return null for non-nullable type: 'String' within parent 'Query' (/required)",
        },
      ],
    });
  });

  it.each([
    ['String', '{ a: 1, b: ["x", null], c: { d: true } }', '{a=1, b=[x, null], c={d=true}}'],
    ['String', '[1, "x"]', '[1, x]'],
    ['[String]', '[{ a: 1 }, "x", null]', ['{a=1}', 'x', null]],
    ['String', '12.5', '12.5'],
    ['String', 'false', 'false'],
    ['Boolean', '"True"', true],
    ['Boolean', '"yes"', false],
    ['Boolean', '0', false],
    ['Int', '"12"', 12],
    ['Float', '"0.5"', 0.5],
    ['ID', '7', '7'],
  ])('of type %s makes of %s what Java makes of it', async (type, value, expected) => {
    const { body } = await openApi(`type Query { out: ${type} child: Child } type Child { out: ${type} }`, {
      resolvers: [resolver('Query.out', answering(value)), resolver('Query.child', answering(`{ out: ${value} }`))],
    }).query('{ out child { out } }');

    expect(body).toEqual({ data: { out: expected, child: { out: expected } } });
  });

  it('that is a list loses the items that do not fit, each with its own error', async () => {
    const { data, errors } = await dataOf('{ list matrix }');

    expect(data).toEqual({ list: [1, null, null], matrix: [[1], null, null] });
    expect(errors).toMatchObject([
      { path: ['list', 2], message: "Can't serialize value (/list[2]) : Expected type 'Int' but was 'String'." },
      { path: ['matrix', 1, 0], message: expect.stringContaining('(/matrix[1][0])') },
    ]);
  });

  it('may be deprecated or carry a directive of its own', async () => {
    expect(await dataOf('{ old marked }')).toEqual({ data: { old: 'still here', marked: 'marked' } });
    expect(await dataOf('{ __type(name: "Query") { fields(includeDeprecated: false) { name } } }')).not.toMatchObject({
      data: { __type: { fields: expect.arrayContaining([{ name: 'old' }]) } },
    });
  });

  it('has as many names as it is given, and is left out where a condition says so', async () => {
    const query = `query($yes: Boolean!, $no: Boolean = false) {
      a: old b: old @skip(if: $yes) c: old @include(if: $no) d: old @include(if: $yes) @skip(if: $no)
    }`;

    expect(await dataOf(query, { yes: true })).toEqual({ data: { a: 'still here', d: 'still here' } });
  });
});

describe('a name that JavaScript knows', () => {
  const odd = openApi(
    `type Query { constructor(toString: String, valueOf: Int): String hasOwnProperty: Odd failing: Odd }
     type Odd { toString: String constructor: Int given: String }`,
    {
      resolvers: [
        resolver('Query.constructor', answering('ctx.args')),
        resolver('Query.hasOwnProperty', answering('{ given: "g" }')),
        resolver(
          'Query.failing',
          `import { util } from "@aws-appsync/utils";
export function request(ctx) { util.error("no", "No", { given: "g" }); }
export function response(ctx) { return null; }`,
        ),
      ],
    },
  );

  it('is a field like any other', async () => {
    expect((await odd.query('{ hasOwnProperty { toString constructor given } }')).body).toEqual({
      data: { hasOwnProperty: { toString: null, constructor: null, given: 'g' } },
    });
    const { body } = await odd.query('{ failing { toString given } }');
    expect(body.errors).toMatchObject([{ data: { given: 'g' } }]);
  });

  it('is a variable like any other', async () => {
    const query =
      'query($constructor: Int!, $__proto__: String) { constructor(valueOf: $constructor, toString: $__proto__) }';

    const missing = await odd.query(query, JSON.parse('{ "__proto__": "text" }'));
    expect(missing.body.errors).toMatchObject([
      { message: "Variable 'constructor' has coerced Null value for NonNull type 'Int!'" },
    ]);
    const { body } = await odd.query(query, JSON.parse('{ "__proto__": "text", "constructor": 1 }'));
    expect(body).toEqual({ data: { constructor: '{toString=text, valueOf=1}' } });
  });
});

describe('mutations of one request', () => {
  it('run one after the other', async () => {
    expect(await dataOf('mutation { a: add(n: 1) b: add(n: 2) c: add(n: 3) }')).toEqual({ data: { a: 1, b: 2, c: 3 } });
    expect(steps).toEqual([1, 2, 3].flatMap((n) => [`begin ${n}`, `end ${n}`]));
  });
});

describe('a subscription', () => {
  it('may be declared, and is refused as what is not supported', async () => {
    const { status, body } = await api.query('subscription { added }');

    expect(status).toBe(400);
    expect(body.errors).toEqual([{ errorType: 'UnsupportedOperation', message: expect.any(String) }]);
  });
});

describe('the schema of an API', () => {
  it.each([
    ['is no SDL', 'type Query {', '1:13 Syntax Error: Expected Name, found <EOF>.'],
    ['names a type that is not there', 'type Query { a: Nope }', 'Unknown type "Nope".'],
    ['has no Query', 'type Book { id: ID }', 'Query root type must be provided.'],
    [
      'breaks an interface',
      'interface Named { name: String } type Dog implements Named { id: ID } type Query { dog: Dog }',
      '1:19 Interface field Named.name expected but Dog does not provide it.',
    ],
    [
      'has a scalar of its own',
      'type Query { a: Money }\nscalar Money',
      '2:1 AppSync takes no scalar of your own: Money',
    ],
  ])('is refused with its place when it %s', (_, schema, message) => {
    expect(() => openApi(schema)).toThrow(`the schema is not valid: ${message}`);
  });

  it("may declare AppSync's own scalars and directives", async () => {
    const declared = openApi(
      `scalar AWSDate directive @aws_auth(cognito_groups: [String]) on FIELD_DEFINITION
       type Query { day: AWSDate secret: String @aws_auth(cognito_groups: ["nobody"]) }`,
      { resolvers: [resolver('Query.day', answering('"someday"'))] },
    );

    const { body } = await declared.query('{ day secret }');

    expect(body.errors?.map(({ message }) => message)).toEqual([
      expect.stringContaining('Unable to serialize `someday` as a valid date'),
      expect.stringContaining('Not Authorized to access secret'),
    ]);
  });
});
