import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import type { Chance } from '../chance.ts';

/** One value in both of its forms: as JSON in the variables, and as a literal in the document. */
export interface Value {
  readonly json: string;
  readonly literal: string;
}

const odd: readonly string[] = [
  ...['null', 'true', '0', '-1', '1.5', '1e400', '-1e400', '1e-400', '2147483648', '9007199254740993', '[]', '{}'],
  ...['""', '"x"', '"\\u0000"', '"\\ud800"', '"\\u{1F4A5}"', '[[[1]]]', '{"__proto__":{"a":1}}', '{"constructor":1}'],
  '9'.repeat(400),
  `"${'x'.repeat(5_000)}"`,
];

/** A value of a type, most often one that fits; `wrongness` is the probability of one that does not, at each level. */
export function makeValue(chance: Chance, type: GraphQLInputType, wrongness: number): Value {
  if (chance.is(wrongness)) return oddValue(chance);
  if (isNonNullType(type)) return makeValue(chance, type.ofType, wrongness);
  if (isListType(type)) return listOf(chance.some(0, 3, () => makeValue(chance, type.ofType, wrongness)));
  if (isEnumType(type)) return enumValue(chance.pick(type.getValues()).name);
  if (!isInputObjectType(type)) return same(chance.pick(scalarValues[type.name] ?? scalarValues.String ?? ['""']));
  const fields = Object.values(type.getFields()).filter((field) => isRequiredInputField(field) || chance.is(0.3));
  const members = fields.map((field) => ({ name: field.name, value: makeValue(chance, field.type, wrongness) }));
  if (chance.is(wrongness)) members.push({ name: chance.pick(strangeNames), value: oddValue(chance) });
  return {
    json: `{${members.map(({ name, value }) => `${JSON.stringify(name)}:${value.json}`).join()}}`,
    literal: `{${members.map(({ name, value }) => `${name}:${value.literal}`).join()}}`,
  };
}

const scalarValues: Readonly<Record<string, readonly string[]>> = {
  Int: ['0', '1', '18', '40', '600', '850', '2147483647', '-2147483648'],
  Float: ['0', '0.05', '0.5', '1', '12.5', '1.7976931348623157e308'],
  Boolean: ['true', 'false'],
  ID: ['"1"', '"customer-1"', '7'],
  String: ['""', '"text"', '"\\u00e4\\u4e2d"', '"; DROP TABLE x; --"'],
};
const strangeNames = ['__proto__', 'constructor', 'toString', 'nope', '__typename', 'hasOwnProperty'];

function listOf(values: readonly Value[]): Value {
  return {
    json: `[${values.map(({ json }) => json).join()}]`,
    literal: `[${values.map(({ literal }) => literal).join()}]`,
  };
}

/** JSON that is nearly a literal too: its member names are quoted, which the parser then refuses. */
export function oddValue(chance: Chance): Value {
  const json = chance.pick(odd);
  return { json, literal: chance.is(0.5) ? json.replace(/"(\w+)":/g, '$1:') : json };
}

const same = (text: string): Value => ({ json: text, literal: text });
const enumValue = (name: string): Value => ({ json: JSON.stringify(name), literal: name });
