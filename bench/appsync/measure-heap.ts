import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { answerFor, query } from './greeting.ts';
import { load } from './load.ts';
import { startServer } from './server.ts';

/** How the heap is watched; `folder` holds the cloud assembly. */
export interface HeapOptions {
  readonly folder: string;
  readonly connections: number;
  /** How many requests have been answered at the first look, and at the last. */
  readonly first: number;
  readonly last: number;
}

/** Bytes on the heap after a forced collection at both looks. */
export async function measureHeap({ folder, connections, first, last }: HeapOptions) {
  const stateFolder = join(folder, 'heap');
  mkdirSync(stateFolder);
  const server = await startServer({ kind: 'appsync', assemblyFolder: join(folder, 'cdk.out'), stateFolder });
  const send = nextStranger(server.token);
  try {
    await load({ ...send, url: server.url, connections, until: { requests: first } });
    const early = await server.heapBytes();
    await load({ ...send, url: server.url, connections, until: { requests: last - first } });
    return { early, late: await server.heapBytes() };
  } finally {
    await server.close();
  }
}

/** Requests that are all different, so that whatever remembers any of them fills: address, document and variables. */
function nextStranger(token: string) {
  const headers = { 'content-type': 'application/json', authorization: token };
  let count = 0;
  return {
    requests: () => {
      count += 1;
      const address = `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`;
      const document = query.replace('Greet', `Greet${count}`);
      const body = JSON.stringify({ query: document, variables: { name: `customer ${count}` } });
      return { body, headers: { ...headers, 'x-forwarded-for': address } };
    },
    isRight: isAnswer,
  };
}

function isAnswer(body: string): boolean {
  const name = /customer \d+/.exec(body)?.[0] ?? '';
  return body === JSON.stringify(answerFor(name));
}
