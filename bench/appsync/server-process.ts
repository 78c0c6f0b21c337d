import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, type GraphQLSchema, graphql } from 'graphql';
import { collectGarbage } from '../running/collect-garbage.ts';
import { resolvers, schemaFile } from './greeting.ts';
import type { Listening, ServerKind, ServerTask } from './server.ts';

const starts: { readonly [Kind in ServerKind]: (task: ServerTask) => Promise<Listening> } = {
  // Each server loads only what it is made of.
  appsync: async (task) => (await import('./serve-greeting-api.ts')).serveGreetingApi(task),
  yoga: async () => {
    const { createYoga } = await import('graphql-yoga');
    return listen(createYoga({ schema: executableSchema(), logging: false }));
  },
  bare: () => listen(answerBare(executableSchema())),
};

function executableSchema(): GraphQLSchema {
  const executable = buildSchema(readFileSync(schemaFile, 'utf8'));
  const field = executable.getQueryType()?.getFields().greeting;
  if (field) field.resolve = resolvers.Query.greeting;
  return executable;
}

/** A server of node:http that does nothing but GraphQL: no cache, no check, no limit. */
function answerBare(executable: GraphQLSchema): RequestListener {
  return async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { query: source, variables: variableValues } = JSON.parse(Buffer.concat(chunks).toString());
    const body = JSON.stringify(await graphql({ schema: executable, source, variableValues }));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  };
}

async function listen(listener: RequestListener): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: 65_000 }, listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, token: '' };
}

process.on('message', async (message: ServerTask | 'heap') => {
  if (message !== 'heap') {
    process.send?.(await starts[message.kind](message));
    return;
  }
  collectGarbage();
  process.send?.(process.memoryUsage().heapUsed);
});
process.once('disconnect', () => process.exit());
