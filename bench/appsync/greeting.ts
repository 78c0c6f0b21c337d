import { fileURLToPath } from 'node:url';

/** Path of the schema that every server of the bench serves. */
export const schemaFile = fileURLToPath(new URL('./greeting.graphql', import.meta.url));

/** Its one resolver on AppSync: the data source NONE hands the payload back. */
export const resolverCode = `export function request(ctx) {
  const { name } = ctx.args;
  return { payload: { text: \`Hello, \${name}\`, letters: name.length } };
}
export function response(ctx) {
  return ctx.result;
}
`;

/** The same field as a plain resolver of graphql-js. */
export const resolvers = {
  Query: {
    greeting: (_parent: unknown, { name }: { readonly name: string }) => ({
      text: `Hello, ${name}`,
      letters: name.length,
    }),
  },
};

/** What a client asks. */
export const query = 'query Greet($name: String!) { greeting(name: $name) { text letters } }';

/** What every server replies when asked about a name. */
export function answerFor(name: string): object {
  return { data: { greeting: resolvers.Query.greeting(undefined, { name }) } };
}
