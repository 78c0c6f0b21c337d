import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { answering, openApi, resolver, token } from './open-api.ts';

const schema = `
  type Query { hello(name: String): String }
  type Mutation { rename(name: String!): String }
  type Subscription { renamed: String @aws_subscribe(mutations: ["rename"]) }
`;
const api = openApi(schema, {
  resolvers: [
    resolver('Query.hello', answering('"hello " + ctx.args.name')),
    resolver('Mutation.rename', answering('ctx.args.name')),
  ],
});
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const post = (body: string, headers = {}) =>
  api.send({ body: Buffer.from(body), headers: { authorization: token, ...headers } });

describe('a GraphQL request', () => {
  it.each(['application/json', 'application/graphql'])('is read from a POST body of type %s', async (type) => {
    const body = JSON.stringify({
      query: 'query Q($n: String) { hello(name: $n) }',
      variables: { n: 'Ada' },
      operationName: 'Q',
    });

    const reply = await post(body, { 'content-type': type });

    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({ data: { hello: 'hello Ada' } });
    expect(reply.headers['content-type']).toContain('application/json');
  });

  it('is read from the parameters of a GET', async () => {
    const query = new URLSearchParams({ query: 'query Q($n: String) { hello(name: $n) }', variables: '{"n":"Ada"}' });

    expect((await api.send({ method: 'GET', query })).body).toEqual({ data: { hello: 'hello Ada' } });
  });

  it.each([
    ['behind a byte order mark', Buffer.from('\ufeff{"query":"{ hello }"}'), {}],
    ['compressed', gzipSync('{"query":"{ hello }"}'), { 'content-encoding': 'gzip' }],
    ['of no content type', Buffer.from('{"query":"{ hello }"}'), {}],
    ['of any content type', Buffer.from('{"query":"{ hello }"}'), { 'content-type': 'text/plain' }],
    ['with members that AppSync does not know', Buffer.from('{"query":"{ hello }","extensions":{"a":1},"x":[]}'), {}],
    [
      'with null for what it leaves out',
      Buffer.from('{"query":"{ hello }","variables":null,"operationName":null}'),
      {},
    ],
    ['with one member twice, of which the last counts', Buffer.from('{"query":"{","query":"{ hello }"}'), {}],
  ])('is read from a body %s', async (_, body, headers) => {
    const reply = await api.send({ body, headers: { authorization: token, ...headers } });

    expect(reply.body).toEqual({ data: { hello: 'hello undefined' } });
  });

  it('is read with a slash behind the path', async () => {
    expect((await api.send({ path: '/graphql/', body: Buffer.from('{"query":"{ __typename }"}') })).status).toBe(200);
  });

  it('may be a mutation sent by GET, as on AppSync', async () => {
    const query = new URLSearchParams({ query: 'mutation { rename(name: "x") }' });

    expect((await api.send({ method: 'GET', query })).body).toEqual({ data: { rename: 'x' } });
  });

  it('gets a fresh request id with every reply', async () => {
    const [first, second] = [await api.query('{ hello }'), await post('')];

    expect(first.headers['x-amzn-requestid']).toMatch(uuid);
    expect(second.headers['x-amzn-requestid']).toMatch(uuid);
    expect(first.headers['access-control-expose-headers']).toContain('x-amzn-RequestId,x-amzn-ErrorType');
    expect(first.headers['x-amzn-requestid']).not.toBe(second.headers['x-amzn-requestid']);
  });
});

describe('a request that is refused as a whole', () => {
  const malformed = 'MalformedHttpRequestException';
  it.each([
    ['an empty body', '', 400, malformed, 'Request body is empty.'],
    ['meow', 'meow', 400, malformed, 'Unable to parse GraphQL query.'],
    ['{}', '{}', 400, malformed, 'Unable to parse GraphQL query.'],
    ['{}}', '{}}', 400, malformed, 'Unable to parse GraphQL query.'],
    ['[]', '[]', 400, malformed, 'Unable to parse GraphQL query.'],
    ['null', 'null', 400, malformed, 'Unable to parse GraphQL query.'],
    ['a query that is null', '{"query":null}', 400, malformed, 'Unable to parse GraphQL query.'],
    ['a query that is blank', '{"query":" "}', 400, malformed, 'Unable to parse GraphQL query.'],
    [
      'no query but one in a prototype',
      '{"__proto__":{"query":"{hello}"}}',
      400,
      malformed,
      'Unable to parse GraphQL query.',
    ],
    ['a query that is no text', '{"query":1}', 400, malformed, 'Unable to parse GraphQL query.'],
    [
      'variables that are a list',
      '{"query":"{hello}","variables":[]}',
      400,
      malformed,
      'Unable to parse GraphQL query.',
    ],
    ['a syntax error', '{"query":"{ hello "}', 400, malformed, 'Unable to parse GraphQL query.'],
    ['fragments alone', '{"query":"fragment F on Query { hello }"}', 400, malformed, 'Unable to parse GraphQL query.'],
    [
      'two operations and no name',
      '{"query":"query A{hello} query B{hello}"}',
      400,
      'BadRequestException',
      'Missing operation name.',
    ],
    [
      'an unknown operation name',
      '{"query":"query A{hello}","operationName":"C"}',
      400,
      'BadRequestException',
      "Unknown operation named 'C'.",
    ],
    [
      'a subscription',
      '{"query":"subscription { renamed }"}',
      400,
      'UnsupportedOperation',
      'Subscriptions are not served over HTTP.',
    ],
  ])('%s', async (_, body, status, errorType, message) => {
    const reply = await post(body);

    expect(reply.status).toBe(status);
    expect(reply.body).toEqual({ errors: [{ errorType, message }] });
    expect(reply.headers['x-amzn-errortype']).toBe(errorType);
    expect(reply.headers['access-control-allow-origin']).toBe('*');
  });

  it.each([
    [
      'bytes that are no UTF-8',
      Buffer.from([...Buffer.from('{"query":"{hello(name:\\"'), 0xff, ...Buffer.from('\\")}"}')]),
    ],
    ['UTF-16', Buffer.from('{"query":"{hello}"}', 'utf16le')],
    ['gzip that is none', Buffer.from('{"query":"{hello}"}'), 'gzip'],
    ['gzip that ends too soon', gzipSync('{"query":"{hello}"}').subarray(0, 20), 'gzip'],
    ['gzip of more than the port would read', gzipSync(Buffer.alloc(11 * 1024 * 1024, ' ')), 'gzip'],
    ['a query of more than 1 MiB', Buffer.from(JSON.stringify({ query: `{hello${' '.repeat(1024 * 1024)}}` }))],
  ])('%s', async (_, body, encoding = 'identity') => {
    const { status, body: reply } = await api.send({
      body,
      headers: { authorization: token, 'content-encoding': encoding },
    });

    expect({ status, reply }).toEqual({
      status: 400,
      reply: { errors: [{ errorType: malformed, message: 'Unable to parse GraphQL query.' }] },
    });
  });

  it('a GET without a query', async () => {
    expect((await api.send({ method: 'GET' })).status).toBe(400);
  });

  it.each([
    ['PUT', '/graphql'],
    ['DELETE', '/graphql'],
    ['HEAD', '/graphql'],
    ['POST', '/graphql/admin'],
    ['GET', '/graphql/realtime'],
    ['OPTIONS', '/graphql/admin'],
  ])('%s %s, which is none of the operations of the API', async (method, path) => {
    const { status, headers, body } = await api.send({ method, path });

    expect(status).toBe(404);
    expect(headers['x-amzn-errortype']).toBe('UnknownOperationException');
    expect(body).toEqual({
      Output: { __type: 'com.amazon.coral.service#UnknownOperationException' },
      Version: '1.0',
    });
  });
});

describe('a CORS preflight', () => {
  it('is answered without a token and lets every origin send its headers', async () => {
    const reply = await api.send({
      method: 'OPTIONS',
      headers: { origin: 'http://x', 'access-control-request-headers': 'authorization,content-type' },
    });

    expect(reply.status).toBe(200);
    expect(reply.headers['access-control-allow-origin']).toBe('*');
    expect(reply.headers['access-control-allow-headers']).toBe('authorization,content-type');
    expect(reply.headers['access-control-allow-methods']).toContain('POST');
  });
});
