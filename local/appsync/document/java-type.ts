/** The Java class that a JSON value has in graphql-java's messages. */
export function javaTypeOf(value: unknown): string {
  if (Array.isArray(value)) return 'ArrayList';
  switch (typeof value) {
    case 'string':
      return 'String';
    case 'boolean':
      return 'Boolean';
    case 'number':
      return Number.isInteger(value) ? integerType(value) : 'Double';
    default:
      return value === null ? 'null' : 'LinkedHashMap';
  }
}

/** Java's JSON parsers take the smallest type that holds a whole number. */
function integerType(value: number): string {
  if (value >= -(2 ** 31) && value < 2 ** 31) return 'Integer';
  return value >= -(2 ** 63) && value < 2 ** 63 ? 'Long' : 'BigInteger';
}
