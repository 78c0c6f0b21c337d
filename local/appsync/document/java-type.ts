/** The Java class that a JSON value has in graphql-java's messages. */
export function javaTypeOf(value: unknown): string {
  if (Array.isArray(value)) return 'ArrayList';
  switch (typeof value) {
    case 'string':
      return 'String';
    case 'boolean':
      return 'Boolean';
    case 'number':
      return Number.isInteger(value) ? 'Integer' : 'Double';
    default:
      return value === null ? 'null' : 'LinkedHashMap';
  }
}
