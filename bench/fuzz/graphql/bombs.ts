import { exampleCustomer } from '../../../client/example-customer.ts';
import type { Chance } from '../chance.ts';
import type { Operation } from './documents.ts';

/** A document that is small to send and large to work on, or merely large. */
export function bomb(chance: Chance): Operation {
  const made = chance.pick(bombs)(chance);
  return typeof made === 'string' ? { query: made, variables: undefined, operationName: undefined } : made;
}

const size = (chance: Chance) => chance.pick([3, 50, 500, 2_000, 3_700, 5_000, 7_400]);
const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
const nested = (open: string, close: string, levels: number, inside = '') =>
  open.repeat(levels) + inside + close.repeat(levels);

const bombs: ReadonlyArray<(chance: Chance) => string | Operation> = [
  // Nesting: of selections, lists, objects, inline fragments and types.
  (chance) => nested('{a', '}', size(chance)),
  (chance) => nested('{ model ', '}', size(chance)),
  (chance) => `{ model(a: ${nested('[', ']', size(chance))}) { state } }`,
  (chance) => `{ model(a: ${nested('{a:', '}', size(chance), '1')}) { state } }`,
  (chance) => `{ ${nested('... on Query { ', ' }', size(chance), 'model { state }')} }`,
  (chance) => `query($v: ${nested('[', ']', size(chance), 'Int')}) { __typename }`,
  // Floods: of aliases, fields, directives, arguments, operations, unknown names.
  (chance) => `{ ${times(size(chance), (i) => `a${i}: __typename`)} }`,
  (chance) => `{ ${times(size(chance), (i) => `a${i}: model { state }`)} }`,
  (chance) => `{ model { ${times(size(chance), (i) => `a${i}: state`)} } }`,
  (chance) => `{ model { version { ${times(size(chance), (i) => `a${i}: name`)} } } }`,
  (chance) => `{ __typename ${'@include(if: true) '.repeat(size(chance))} }`,
  (chance) => `{ __typename ${times(size(chance), (i) => `@d${i}`)} }`,
  (chance) => `{ model(${times(size(chance), (i) => `a${i}: 1`)}) { state } }`,
  (chance) => `{ model(${'a: 1 '.repeat(size(chance))}) { state } }`,
  (chance) => times(size(chance), (i) => `query Q${i} { __typename }`),
  (chance) => `{ ${times(size(chance), (i) => `nope${i}`)} }`,
  (chance) => `{ ${times(size(chance), (i) => `...Nope${i}`)} }`,
  // Overlapping fields, which naive validation compares pair by pair.
  (chance) => `{ ${'__typename '.repeat(size(chance))} }`,
  (chance) => `{ ${'model { state } '.repeat(size(chance))} }`,
  (chance) => `{ ${'model { version { name } } '.repeat(size(chance))} }`,
  (chance) => `{ ${times(size(chance), (i) => `a: model(x: ${i}) { state }`)} }`,
  (chance) =>
    `{ ${times(size(chance), (i) => `...F${i}`)} } ${times(size(chance), (i) => `fragment F${i} on Query { model { state } }`)}`,
  (chance) => `{ model { ${times(size(chance), () => '...F')} } } fragment F on Model { state version { name } }`,
  // Fragments: cyclic, chained, doubled at each step.
  (chance) => cycle(chance.pick([1, 2, 10, 500])),
  (chance) => chain(chance.pick([10, 100, 1_000]), (i) => `...F${i + 1}`),
  (chance) => chain(chance.pick([10, 25, 1_000]), (i) => `...F${i + 1} ...F${i + 1}`),
  (chance) => chain(chance.pick([10, 25, 500]), (i) => `a${i}: __typename ...F${i + 1} ... on Query { ...F${i + 1} }`),
  // Answers: many fields, each of them of many.
  (chance) => rankings(chance.pick([2, 20, 100]), chance.pick([1, 50, 900, 4_000])),
  // Introspection, which runs no resolver and so meets no limit of the API.
  (chance) => `{ __schema { ${nested('types { fields { type { ', '} } } ', chance.pick([1, 2, 3, 8]), 'name ')} } }`,
  (chance) =>
    `{ __type(name: "Query") { ${nested('fields { type { ', '} } ', chance.pick([2, 4, 10, 100]), 'name ')} } }`,
  (chance) => `{ __type(name: "Model") { ${nested('ofType { ', '} ', chance.pick([5, 50, 1_000]), 'name ')} } }`,
  (chance) => `{ ${times(size(chance), (i) => `a${i}: __schema { types { fields { name } } }`)} }`,
  (chance) => `{ __schema { types { fields { ${times(size(chance), (i) => `a${i}: name`)} } } } }`,
  (chance) => `{ __schema { types { ${times(size(chance), (i) => `a${i}: fields { name }`)} } } }`,
  // Variables.
  (chance) => `query(${times(size(chance), (i) => `$v${i}: Int`)}) { __typename }`,
  (chance) =>
    `query(${times(size(chance), (i) => `$v${i}: Int`)}) { model(${times(size(chance), (i) => `a: $v${i}`)}) { state } }`,
  (chance) => `query($v: [Int] = [${'1 '.repeat(size(chance))}]) { __typename @skip(if: $v) }`,
  (chance) => ({ ...variable('[Int]', nested('[', ']', chance.pick([10, 5_000, 100_000]))) }),
  (chance) => ({ ...variable('[Boolean]', `[${'true,'.repeat(chance.pick([100, 100_000]))}1]`) }),
  (chance) => ({ ...variable('CustomerInput', nested('{"a":', '}', chance.pick([10, 5_000, 100_000]), '1')) }),
  (chance) => ({ ...variable('Boolean!', `{${times(size(chance), (i) => `"k${i}":1,`)}"a":1}`) }),
  // Texts and numbers.
  (chance) => `{ predictOutcome(input: ${'9'.repeat(chance.pick([20, 5_000, 500_000]))}) { strategy } }`,
  (chance) => `{ predictOutcome(input: 1e${'9'.repeat(chance.pick([3, 10, 5_000]))}) { strategy } }`,
  (chance) => `{ predictOutcome(input: "${'x'.repeat(chance.pick([100, 100_000, 1_500_000]))}") { strategy } }`,
  (chance) => `{ predictOutcome(input: """${'\n "" '.repeat(size(chance))}""") { strategy } }`,
  (chance) => `{ predictOutcome(input: "${'\\u{1F4A5}\\ud83d\\udca5'.repeat(size(chance))}") { strategy } }`,
  (chance) => `{ ${'x'.repeat(chance.pick([100, 100_000]))} }`,
  (chance) => `${'#x\n'.repeat(size(chance))}{ __typename }${','.repeat(size(chance))}`,
  (chance) => `${' \t\n'.repeat(chance.pick([10, 100_000]))}{ __typename }`,
];

function variable(type: string, json: string): Operation {
  return {
    query: `query($v: ${type}) { __typename @include(if: $v) }`,
    variables: `{"v":${json}}`,
    operationName: undefined,
  };
}

function rankings(count: number, ranks: number): Operation {
  const aliases = times(count, (i) => `a${i}: rankStrategies(customer: $c) { ...F }`);
  const fragment = `fragment F on StrategyRanking { strategies { ${times(ranks, (i) => `a${i}: rank`)} } }`;
  return {
    query: `query($c: CustomerInput!) { ${aliases} } ${fragment}`,
    variables: `{"c":${JSON.stringify(exampleCustomer)}}`,
    operationName: undefined,
  };
}

function cycle(length: number): string {
  return `{ ...F0 } ${times(length, (i) => `fragment F${i} on Query { __typename ...F${(i + 1) % length} }`)}`;
}

function chain(length: number, spread: (index: number) => string): string {
  const links = times(length, (i) => `fragment F${i} on Query { ${spread(i)} }`);
  return `{ ...F0 } ${links} fragment F${length} on Query { __typename }`;
}
