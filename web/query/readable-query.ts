/** A GraphQL request as a person reads it. */
export interface ReadableQuery {
  readonly query: string;
  /** JSON. */
  readonly variables: string;
}

/** A request of one of our operations, laid out for a person. */
export function readableQuery(document: { toString(): string }, variables: object): ReadableQuery {
  // Code generation indents some of the document's definitions; a person expects them at the margin, a line apart.
  const query = document
    .toString()
    .replace(/^\s*(?=(query|mutation|fragment) )/gm, '\n')
    .trim();
  return { query, variables: JSON.stringify(variables, null, 2) };
}
