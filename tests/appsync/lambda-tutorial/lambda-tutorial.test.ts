import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { demoSignIn, fetchIdToken } from '../../../commands/start/sign-in.ts';
import { startLocalCloud } from '../../../local/stack.ts';
import { type StepName, synthesizeTutorial } from './synthesize-tutorial.ts';

const folder = await mkdtemp(join(tmpdir(), 'lambda-tutorial-'));
afterAll(() => rm(folder, { recursive: true }));
// No page is asked for.
await writeFile(join(folder, 'index.html'), '');
const templateOf = synthesizeTutorial(join(folder, 'cdk.out'));

/** Runs a step's template and asks its API over HTTP with the demo user's token. */
async function open(step: StepName) {
  const lines: string[] = [];
  const cloud = await startLocalCloud({
    template: templateOf(step),
    stateFolder: join(folder, 'state'),
    installationId: 'tutorial',
    host: '127.0.0.1',
    port: 0,
    webFolder: folder,
    demoPassword: 'Demo-Password-1',
    log: (line) => lines.push(line),
  });
  onTestFinished(cloud.close);
  const authorization = await fetchIdToken(demoSignIn(cloud));
  return {
    async ask(query: string) {
      const response = await fetch(`${cloud.url}/graphql`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return response.json();
    },
    invocations: () => lines.filter((line) => line.includes(' START RequestId: ')).length,
    lines,
  };
}

const first = { id: '1', title: 'First book' };
const second = { id: '2', title: 'Second book' };
const third = { id: '3', title: 'Third book' };
const fourth = { id: '4', title: 'Fourth book' };
const fifth = { id: '5', title: 'Fifth book' };
const related = [
  { ...first, relatedPosts: [fourth] },
  { ...second, relatedPosts: [third, fifth] },
  { ...third, relatedPosts: [second, first] },
  { ...fourth, relatedPosts: [second, first] },
  { ...fifth, relatedPosts: [] },
];
const allPosts = `query AllPosts {
  allPosts {
    id
    title
    relatedPosts {
      id
      title
    }
  }
}`;
const nested = '{ allPosts { id relatedPosts { id title relatedPosts { id title author } } } }';
const failed = {
  data: null,
  errorType: 'Lambda:Unhandled',
  errorInfo: null,
  message: 'I fail. always',
};

describe("AWS's tutorial of Lambda resolvers", () => {
  it('adds a post and gets one', async () => {
    const { ask, invocations } = await open('Invoke');
    const fields = 'id author title content url ups downs';
    const content = 'This is the book is a tutorial for using GraphQL with AWS AppSync.';
    const url = 'https://www.amazon.com/';

    const added = await ask(
      `mutation AddPost { addPost(id: 6 author: "Author6" title: "Sixth book" url: "${url}" content: "${content}") { ${fields} } }`,
    );
    const got = await ask(`query GetPost { getPost(id: "2") { ${fields} } }`);

    const sixth = { id: '6', author: 'Author6', title: 'Sixth book', content, url, ups: null, downs: null };
    expect(added).toEqual({ data: { addPost: sixth } });
    const text = 'SAMPLE TEXT AUTHOR 2 SAMPLE TEXT AUTHOR 2 SAMPLE TEXT';
    const book = { ...second, author: 'Author2', content: text, url: 'https://amazon.com', ups: 100, downs: 10 };
    expect(got).toEqual({ data: { getPost: book } });
    expect(invocations()).toBe(2);
  });

  it('invokes the function for each post whose related posts are asked for', async () => {
    const { ask, invocations } = await open('Invoke');

    expect(await ask(allPosts)).toEqual({ data: { allPosts: related } });
    expect(invocations()).toBe(1 + 5);

    await ask(nested);
    expect(invocations()).toBe(1 + 5 + (1 + 5 + 7));
  });

  it('raises an error in the response handler, with the data that was asked for', async () => {
    const { ask } = await open('ErrorOfTheResolver');

    expect(await ask(allPosts)).toEqual({
      data: { allPosts: related.map((post) => ({ ...post, relatedPosts: null })) },
      errors: related.map(({ relatedPosts }, index) => ({
        path: ['allPosts', index, 'relatedPosts'],
        data: relatedPosts,
        errorType: 'LambdaFailure',
        errorInfo: null,
        locations: [{ line: 5, column: 5, sourceName: null }],
        message: 'Failed to fetch relatedPosts',
      })),
    });
  });

  it('appends the error that the function throws', async () => {
    const { ask } = await open('ErrorOfTheFunction');

    expect(await ask(allPosts)).toEqual({
      data: { allPosts: null },
      errors: [{ ...failed, path: ['allPosts'], locations: [{ line: 2, column: 3, sourceName: null }] }],
    });
  });

  it('invokes the function once for the related posts of all posts', async () => {
    const { ask, invocations, lines } = await open('Batching');

    expect(await ask(allPosts)).toEqual({ data: { allPosts: related } });
    expect(invocations()).toBe(1 + 1);
    const batch = ['1', '2', '3', '4', '5'].map((id) => ['relatedPosts', id]);
    expect(lines.filter((line) => line.includes('a batch of'))).toEqual([
      expect.stringContaining(`a batch of ${JSON.stringify(batch)}`),
    ]);

    // Seven related posts in batches of five.
    await ask(nested);
    expect(invocations()).toBe(1 + 1 + (1 + 1 + 2));
  });

  it('fails a whole batch when the function throws', async () => {
    const { ask } = await open('FailingBatches');

    expect(await ask(allPosts)).toEqual({
      data: { allPosts: related.map((post) => ({ ...post, relatedPosts: null })) },
      errors: related.map((_, index) => ({
        ...failed,
        path: ['allPosts', index, 'relatedPosts'],
        locations: [{ line: 5, column: 5, sourceName: null }],
      })),
    });
  });

  it('returns individual errors beside the data of the other posts', async () => {
    const { ask } = await open('IndividualErrors');

    const reply = await ask(`query AllPosts {
  allPosts {
    id
    relatedPosts {
      id
    }
  }
}`);

    expect(reply).toEqual({
      data: {
        allPosts: [
          { id: '1', relatedPosts: [{ id: '4' }] },
          { id: '2', relatedPosts: null },
          { id: '3', relatedPosts: [{ id: '2' }, { id: '1' }] },
          { id: '4', relatedPosts: [{ id: '2' }, { id: '1' }] },
          { id: '5', relatedPosts: [] },
        ],
      },
      errors: [
        {
          path: ['allPosts', 1, 'relatedPosts'],
          data: null,
          errorType: 'ERROR',
          errorInfo: null,
          locations: [{ line: 4, column: 5, sourceName: null }],
          message: 'Error Happened',
        },
      ],
    });
  });
});
