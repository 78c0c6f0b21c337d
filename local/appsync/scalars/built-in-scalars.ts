import { type GraphQLOutputType, getNullableType, isListType, isScalarType } from 'graphql';

/** Turns a resolver's value into one that graphql-js serializes as graphql-java would have. */
type Conversion = (value: unknown) => unknown;

/**
 * Where graphql-java's own scalars take values of resolvers that graphql-js's do not: a String is Java's `toString` of
 * whatever it is given, and a Boolean takes text. Undefined for other types.
 * https://github.com/graphql-java/graphql-java/blob/v15.0/src/main/java/graphql/Scalars.java
 */
export function conversionFor(type: GraphQLOutputType): Conversion | undefined {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const convertItem = conversionFor(nullable.ofType);
    return convertItem && ((value) => (Array.isArray(value) ? value.map(convertItem) : value));
  }
  return isScalarType(nullable) ? conversions.get(nullable.name) : undefined;
}

const conversions: ReadonlyMap<string, Conversion> = new Map<string, Conversion>([
  ['String', (value) => (typeof value === 'object' && value !== null ? javaText(value) : value)],
  ['Boolean', (value) => (typeof value === 'string' ? value.toLowerCase() === 'true' : value)],
]);

/** Java's text of a map, a list or a value: `{a=1, b=[x, null]}`. */
function javaText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).map(([name, member]) => `${name}=${javaText(member)}`);
  return `{${members.join(', ')}}`;
}
