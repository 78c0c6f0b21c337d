import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { openApi } from './open-api.ts';

const schema = `
  type Query { item(id: ID!, input: Filter): Item items: [Item] }
  type Subscription { changed: Item other: Item }
  type Item { id: ID! name: String size: Int items: [Item!]! }
  type Other { id: ID }
  input Filter { colour: String = "red" size: Int }
`;
const api = openApi(schema);
const parsed = buildSchema(schema);

/** For each rule that graphql-js knows: a document that breaks it, and what AppSync says of that. */
const faults: Readonly<Record<string, readonly [query: string, message: string]>> = {
  ExecutableDefinitionsRule: [
    '{ item(id: 1) { id } } type Extra { a: Int }',
    "NonExecutableDefinition: Type 'Extra' definition is not executable.",
  ],
  UniqueOperationNamesRule: [
    'query A { items { id } } query A { items { id } }',
    "DuplicateOperationName: There can be only one operation named 'A'",
  ],
  LoneAnonymousOperationRule: [
    '{ items { id } } query A { items { id } }',
    'LoneAnonymousOperationViolation: Anonymous operation with other operations.',
  ],
  SingleFieldSubscriptionsRule: [
    'subscription A { changed { id } other { id } }',
    "SubscriptionMultipleRootFields: Subscription operation A must have exactly one root field. @ 'other'",
  ],
  KnownTypeNamesRule: ['query A($a: Nope) { items { id } }', 'UnknownType: Unknown type Nope'],
  FragmentsOnCompositeTypesRule: [
    '{ items { ... on Int { id } } }',
    "InlineFragmentTypeConditionInvalid: Inline fragment type condition is invalid, must be on Object/Interface/Union @ 'items'",
  ],
  VariablesAreInputTypesRule: [
    'query A($a: Item) { items { id } }',
    'NonInputTypeOnVariable: Input variable a type Item is not an input type',
  ],
  ScalarLeafsRule: [
    '{ item(id: 1) }',
    "SubSelectionRequired: Sub selection required for type Item of field item @ 'item'",
  ],
  FieldsOnCorrectTypeRule: [
    '{ items { nope } }',
    "FieldUndefined: Field 'nope' in type 'Item' is undefined @ 'items/nope'",
  ],
  UniqueFragmentNamesRule: [
    '{ items { ...F } } fragment F on Item { id } fragment F on Item { id }',
    "DuplicateFragmentName: There can be only one fragment named 'F'",
  ],
  KnownFragmentNamesRule: ['{ items { ...F } }', "UndefinedFragment: Undefined fragment F @ 'items'"],
  NoUnusedFragmentsRule: ['{ items { id } } fragment F on Item { id }', 'UnusedFragment: Unused fragment F'],
  PossibleFragmentSpreadsRule: [
    '{ items { ...F } } fragment F on Other { id }',
    "InvalidFragmentType: Fragment F cannot be spread here as objects of type Item can never be of type Other @ 'items'",
  ],
  NoFragmentCyclesRule: [
    '{ items { ...F } } fragment F on Item { ...F }',
    'FragmentCycle: Fragment cycles not allowed',
  ],
  UniqueVariableNamesRule: [
    'query A($a: ID!, $a: ID!) { item(id: $a) { id } }',
    "DuplicateVariableName: There can be only one variable named 'a'",
  ],
  NoUndefinedVariablesRule: ['{ item(id: $a) { id } }', "UndefinedVariable: Undefined variable a @ 'item'"],
  NoUnusedVariablesRule: ['query A($a: ID) { items { id } }', 'UnusedVariable: Unused variable a'],
  KnownDirectivesRule: ['{ items { id @defer } }', "UnknownDirective: Unknown directive defer @ 'items/id'"],
  UniqueDirectivesPerLocationRule: [
    '{ items { id @skip(if: true) @skip(if: true) } }',
    "DuplicateDirectiveName: Non repeatable directives must be uniquely named within a location. The directive 'skip' is not unique @ 'items/id'",
  ],
  KnownArgumentNamesRule: ['{ items(nope: 1) { id } }', "UnknownArgument: Unknown field argument nope @ 'items'"],
  UniqueArgumentNamesRule: [
    '{ item(id: 1, id: 1) { id } }',
    "DuplicateArgumentNames: There can be only one argument named 'id' @ 'item'",
  ],
  ValuesOfCorrectTypeRule: [
    'query A($a: Filter = {size: "big"}) { item(id: 1, input: $a) { id } }',
    "BadValueForDefaultArg: Bad default value ObjectValue{objectFields=[ObjectField{name='size', value=StringValue{value='big'}}]} for type Filter",
  ],
  ProvidedRequiredArgumentsRule: ['{ item { id } }', "MissingFieldArgument: Missing field argument id @ 'item'"],
  VariablesInAllowedPositionRule: [
    'query A($a: Int) { item(id: $a) { id } }',
    "VariableTypeMismatch: Variable type 'Int' doesn't match expected type 'ID!' @ 'item'",
  ],
  OverlappingFieldsCanBeMergedRule: [
    '{ items { id id: name } }',
    "FieldsConflict: items/id: id and name are different fields @ 'items'",
  ],
  UniqueInputFieldNamesRule: [
    '{ item(id: 1, input: { size: 1, size: 1 }) { id } }',
    "UniqueObjectFieldName: There can be only one field named 'size' @ 'item'",
  ],
  MaxIntrospectionDepthRule: [
    '{ __type(name: "Item") { fields { type { fields { type { fields { type { fields { name } } } } } } } } }',
    "This request is not asking for introspection in good faith - '__Type.fields' is present too often!",
  ],
};

describe('each rule that graphql-js validates by', () => {
  it('has its words of graphql-java', () => {
    expect(Object.keys(faults).sort()).toEqual(specifiedRules.map(({ name }) => name).sort());
  });

  it.each(specifiedRules.map((rule) => [rule.name, rule] as const))('%s', async (name, rule) => {
    const [query, message] = faults[name] ?? ['', ''];
    expect(validate(parsed, parse(query), [rule])).not.toEqual([]);

    const { status, body } = await api.send({
      body: Buffer.from(JSON.stringify({ query, operationName: /(?:query|subscription) (A)/.exec(query)?.[1] })),
    });

    expect(status).toBe(200);
    expect(body.data).toBeNull();
    const messages = body.errors?.map((error) => String(error.message).replace(/^Validation error of type /, ''));
    expect(messages).toContain(message);
    for (const error of body.errors ?? []) expect(Object.keys(error)).toEqual(['path', 'locations', 'message']);
  });
});

describe('a fault that a rule finds in another place', () => {
  it.each([
    [
      'subscription { changed { id } other { id } }',
      'SubscriptionMultipleRootFields: Subscription operation null must have exactly one root field.',
    ],
    [
      'subscription { __typename }',
      'SubscriptionIntrospectionRootField: Subscription operation null root field cannot be an introspection field.',
    ],
    ['{ items { id } } schema { query: Query }', 'NonExecutableDefinition: Schema definition is not executable.'],
    [
      '{ items { ...F } } fragment F on Int { a }',
      'FragmentTypeConditionInvalid: Fragment type condition is invalid, must be on Object/Interface/Union',
    ],
    ['{ items { id @skip } }', 'MissingDirectiveArgument: Missing directive argument if'],
    [
      '{ items { id @skip(if: "yes") } }',
      "WrongType: argument 'if' with value 'StringValue{value='yes'}' is not a valid 'Boolean'",
    ],
    ['{ items { id @skip(if: true, x: 1) } }', 'UnknownDirective: Unknown directive argument x'],
    ['query @skip(if: true) { items { id } }', 'MisplacedDirective: Directive skip not allowed here'],
    ['{ items { id { x } } }', 'SubSelectionNotAllowed: Sub selection not allowed on leaf type null of field id'],
    [
      'query($n: Int = "many") { items { size @skip(if: $n) } }',
      "BadValueForDefaultArg: Bad default value StringValue{value='many'} for type Int",
    ],
    ['{ a: item(id: 1) { id } a: item(id: 2) { id } }', 'FieldsConflict: a: they have differing arguments'],
    ['{ items { a: id } items { a: name } }', 'FieldsConflict: items/a: fields have different nullability shapes'],
    ['{ items { a: name } items { a: size } }', 'FieldsConflict: items/a: they return differing types String and Int'],
    [
      '{ __schema { queryType { name } } a: __schema { queryType { name } } }',
      "good faith - 'Query.__schema' is present too often!",
    ],
    [`{ __type(name: "Item") { ${'ofType { '.repeat(30)} name ${'}'.repeat(30)} } }`, 'good faith - query is too big'],
  ])('%s', async (query, message) => {
    const { body } = await api.query(query);

    expect(body.errors?.map((error) => error.message).join('\n')).toContain(message);
  });

  it('is that a few fragments ask for more than 100,000 fields', async () => {
    const doubling = Array.from(
      { length: 16 },
      (_, i) => `fragment F${i} on Item { items { ...F${i + 1} id ...F${i + 1} } }`,
    );

    const { body } = await api.query(`{ items { ...F0 } } ${doubling.join(' ')} fragment F16 on Item { id name }`);

    expect(body.errors?.map(({ message }) => message)).toEqual([
      'Validation error of type MaxQueryFieldsExceeded: Query has 262143 fields which exceeds maximum allowed 100000',
    ]);
  });

  it('is told with the place of every field in conflict', async () => {
    const { body } = await api.query('{ items { a: name }\n items { a: size } }');

    expect(body.errors?.[0]?.locations).toEqual([
      { line: 1, column: 11, sourceName: null },
      { line: 2, column: 10, sourceName: null },
    ]);
  });
});

describe('fields of one name', () => {
  const animals = openApi(`
    type Query { pet: Pet animal: Animal }
    interface Animal { name: String }
    type Dog implements Animal { name: String age: Int barks: Boolean friend: Dog }
    type Cat implements Animal { name: String age: String! meows: Boolean friend: Cat }
    union Pet = Dog | Cat
  `);

  it.each([
    [
      'of two object types may be different fields',
      '{ pet { ... on Dog { a: barks } ... on Cat { a: meows } } }',
      undefined,
    ],
    [
      'of two object types must have one shape',
      '{ pet { ... on Dog { age } ... on Cat { age } } }',
      "FieldsConflict: pet/age: fields have different nullability shapes @ 'pet'",
    ],
    [
      'of two object types must have one shape deep inside',
      '{ pet { ... on Dog { friend { age } } ... on Cat { friend { age } } } }',
      "FieldsConflict: pet/friend/age: fields have different nullability shapes @ 'pet/friend'",
    ],
    [
      'of an interface and an object type must be one field',
      '{ animal { a: name ... on Dog { a: __typename } } }',
      'FieldsConflict: animal/a: fields have different nullability shapes',
    ],
    ['may stand thousands of times', `{ ${'animal { name } '.repeat(3_600)} }`, undefined],
    [
      'may come together from fragments that double at each step',
      `{ animal { ...F0 } } ${Array.from({ length: 12 }, (_, i) => `fragment F${i} on Animal { ...F${i + 1} ... on Dog { friend { ...F${i + 1} } } }`).join(' ')} fragment F12 on Animal { name }`,
      undefined,
    ],
  ])('%s', async (_, query, message) => {
    const { body } = await animals.query(query);

    if (message === undefined) expect(body.errors).toBeUndefined();
    else expect(body.errors?.map((error) => error.message).join('\n')).toContain(message);
  });
});
