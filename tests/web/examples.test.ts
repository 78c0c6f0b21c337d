import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema, graphqlSync, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Example } from '../../web/explorer/examples/example.ts';
import { generatedExamples } from '../../web/explorer/examples/generated-examples.ts';
import { ownExamples } from '../../web/explorer/examples/own-examples.ts';

const graphql = new URL('../../graphql/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, graphql), 'utf8');
const appsync = read('appsync.graphql');
const ours = buildSchema(read('schema.graphql') + appsync);
const posts = buildSchema(`
  ${appsync}
  type Query { getPost(id: ID!, first: Int = 3): Post  allPosts: [Post] }
  type Mutation { "Keeps a post." addPost(input: PostInput!, tags: [String!]!): Post! }
  type Subscription { addedPost: Post }
  type Post { id: ID!  title: String  relatedPosts(limit: Int): [Post] }
  input PostInput { author: Author!  title: String!  postedAt: AWSDateTime!  kind: Kind!  draft: Boolean }
  input Author { email: AWSEmail! }
  enum Kind { NEWS ESSAY }
`);

describe('the explorer’s examples', () => {
  it('hold every operation of ours, with what the schema says of it', () => {
    const operations = readdirSync(new URL('operations', graphql))
      .flatMap((file) => parse(read(`operations/${file}`)).definitions)
      .flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : []));

    const examples = ownExamples(ours);

    expect(examples.map(({ name }) => name).sort()).toEqual(operations.sort());
    expect(examples.map((example) => refusals(ours, example))).toEqual(operations.map(() => []));
    expect(examples[0]?.description).toBe('All six remediation strategies for one customer, best first.');
  });

  it('leave out what does not fit the schema', () => {
    expect(ownExamples(posts)).toEqual([]);
    expect(ownExamples(null)).toHaveLength(4);
  });

  it('are written for each query and mutation of another schema, with values for what it needs', () => {
    const examples = generatedExamples(posts);

    expect(examples.map(({ name }) => name)).toEqual(['getPost', 'allPosts', 'addPost']);
    expect(examples.map((example) => refusals(posts, example))).toEqual([[], [], []]);
    expect(examples[2]).toMatchObject({
      description: 'Keeps a post.',
      query: expect.stringMatching(/^mutation addPost\(\$input: PostInput!, \$tags: \[String!\]!/),
    });
    expect(JSON.parse(examples[2]?.variables ?? '')).toEqual({
      input: {
        author: { email: 'ada@example.com' },
        title: 'text',
        postedAt: '2026-01-31T12:30:00Z',
        kind: 'NEWS',
      },
      tags: ['text'],
    });
  });
});

/** Why the schema refuses an example: of its document or its variables, but not of the values that nobody resolves here. */
function refusals(schema: GraphQLSchema, { query, variables }: Example): string[] {
  const { errors = [] } = graphqlSync({ schema, source: query, variableValues: JSON.parse(variables) });
  return errors.filter(({ path }) => path === undefined).map(({ message }) => message);
}
