import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { answerFor, query } from './greeting.ts';
import { load } from './load.ts';
import { startServer } from './server.ts';

/** How the heap is watched; `folder` holds the cloud assembly. */
export interface HeapOptions {
  readonly folder: string;
  readonly requests: number;
  readonly connections: number;
}

/** Bytes on the heap after a forced collection, after a fifth of the requests and after all. */
export async function measureHeap({ folder, requests, connections }: HeapOptions) {
  const stateFolder = join(folder, 'heap');
  mkdirSync(stateFolder);
  const server = await startServer({ kind: 'appsync', assemblyFolder: join(folder, 'cdk.out'), stateFolder });
  const send = nextStranger(server.token);
  try {
    await load({ ...send, url: server.url, connections, until: { requests: requests / 5 } });
    const early = await server.heapBytes();
    await load({ ...send, url: server.url, connections, until: { requests: requests - requests / 5 } });
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
