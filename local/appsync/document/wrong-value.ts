import {
  type ASTNode,
  type GraphQLError,
  type GraphQLSchema,
  isInputObjectType,
  isRequiredInputField,
  Kind,
} from 'graphql';
import { javaLiteral } from './java-literal.ts';
import type { Place } from './query-path.ts';

/** Words a literal that does not fit its argument's type as graphql-java does. */
export function describeWrongValue(
  node: ASTNode,
  { node: argument, path }: NonNullable<Place['argument']>,
  schema: GraphQLSchema,
  error: GraphQLError,
): string {
  const value = node.kind === Kind.OBJECT_FIELD || node.kind === Kind.ARGUMENT ? node.value : node;
  const literal = javaLiteral(isValue(value) ? value : argument.value);
  const undefinedField = /^Field "(.+?)" is not defined by type "(.+?)"/.exec(error.message);
  if (undefinedField && node.kind === Kind.OBJECT_FIELD) {
    const [, field, type] = undefinedField;
    const outer = path.split('.').slice(0, -1).join('.');
    return `argument '${outer}' with value '${javaLiteral(argument.value)}' contains a field not in '${type}': '${field}'`;
  }
  const missing = /^Field "(.+?)\.(.+?)" of required type/.exec(error.message);
  if (missing && node.kind === Kind.OBJECT) {
    const given = new Set(node.fields.map(({ name }) => name.value));
    const absent = requiredFields(schema, missing[1]).filter((name) => !given.has(name));
    return `argument '${path}' with value '${literal}' is missing required fields '[${absent.join(', ')}]'`;
  }
  if (node.kind === Kind.NULL) return `argument '${path}' with value '${literal}' must not be null`;
  return `argument '${path}' with value '${literal}' is not a valid '${expectedType(error.message)}'`;
}

type Value = Parameters<typeof javaLiteral>[0];

function isValue(node: ASTNode): node is Value {
  return /Value$|^Variable$/.test(node.kind);
}

function requiredFields(schema: GraphQLSchema, typeName = ''): string[] {
  const type = schema.getType(typeName);
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => (isRequiredInputField(field) ? [field.name] : []));
}

const expectedTypes = [
  /^(\w+) cannot represent/,
  /^Enum "(\w+)" cannot represent/,
  /^Value ".*" does not exist in "(\w+)" enum/s,
  /^Expected value of type "(.+?)"/,
];

/** The type that a message of graphql-js about a value expected, without list and null marks. */
function expectedType(message: string): string {
  const match = expectedTypes.map((pattern) => pattern.exec(message)).find(Boolean);
  return (match?.[1] ?? 'value').replace(/[[\]!]/g, '');
}
