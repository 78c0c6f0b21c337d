import { afterAll, describe, expect, it } from 'vitest';
import { readDataSource } from '../../../local/appsync/data-sources/read-data-source.ts';
import type { DataSource } from '../../../local/appsync/options.ts';
import type { HttpRequest } from '../../../local/http.ts';
import { createIam } from '../../../local/iam/iam.ts';
import { openPort } from '../../../local/open-port.ts';
import { accountId, roleArn, roleResource } from '../../iam/roles.ts';
import { openApi, resolver } from '../open-api.ts';

const iam = createIam({ resources: [roleResource('source')], accountId });
const received: HttpRequest[] = [];
const server = await openPort(
  async (request) => {
    received.push(request);
    if (request.path === '/hang') await new Promise(() => {});
    if (request.path === '/signed') {
      const signer = await iam.authenticate(request, 'execute-api');
      return { status: 200, headers: {}, body: signer.arn };
    }
    if (request.path === '/moved') return { status: 302, headers: { location: '/elsewhere' }, body: '' };
    if (request.path === '/large') return { status: 200, headers: {}, body: 'x'.repeat(6e6) };
    if (request.path === '/gone') return { status: 404, headers: { 'x-reason': 'gone' }, body: 'no such thing' };
    return { status: 200, headers: { 'content-type': 'application/json' }, body: request.body };
  },
  { host: '127.0.0.1', port: 0, log: () => {} },
);
afterAll(() => server.close(0));

/** Asks one field, whose result is `ctx.result` or `ctx.error` as AWSJSON. */
async function ask(request: string, more: { source?: DataSource; timeoutMs?: number } = {}) {
  const { source = { type: 'HTTP', endpoint: server.url }, ...options } = more;
  const code = `export function request(ctx) { return ${request}; }
    export function response(ctx) { return ctx.error ? { error: ctx.error } : ctx.result; }`;
  const api = openApi('type Query { answer: AWSJSON }', {
    dataSources: { web: source },
    resolvers: [resolver('Query.answer', code, { dataSourceName: 'web' })],
    ...options,
  });
  received.length = 0;
  const { body } = await api.query('{ answer }');
  return { ...body, answer: JSON.parse(String(body.data?.answer ?? null)) };
}

describe('an HTTP data source', () => {
  it('sends method, path, query, headers and body, and gives status, headers and body', async () => {
    const { answer } = await ask(`{
      method: 'POST', resourcePath: '/v1/users',
      params: { query: { type: 'json', 'a b': 'ü&' }, headers: { 'Content-Type': 'text/plain', 'X-Own': 'yes' }, body: 'tëxt' },
    }`);

    expect(received[0]).toMatchObject({ method: 'POST', path: '/v1/users' });
    expect([...(received[0]?.query ?? [])]).toEqual([
      ['type', 'json'],
      ['a b', 'ü&'],
    ]);
    expect(received[0]?.headers).toMatchObject({ 'content-type': 'text/plain', 'x-own': 'yes', 'content-length': '5' });
    expect(received[0]?.headers.authorization).toBeUndefined();
    expect(answer).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'application/json', 'content-length': '5' },
      body: 'tëxt',
    });
  });

  it.each(['PUT', 'POST', 'GET', 'DELETE', 'PATCH'])('sends %s', async (method) => {
    const { answer } = await ask(`{ method: '${method}', resourcePath: '/' }`);

    expect(answer.statusCode).toBe(200);
    expect(received[0]?.method).toBe(method);
  });

  it('sends a body that is an object as JSON', async () => {
    const { answer } = await ask(`{ method: 'PUT', resourcePath: '/', params: { body: { a: [1, null] } } }`);

    expect(answer.body).toBe('{"a":[1,null]}');
  });

  it.each([
    ['/gone', { statusCode: 404, headers: { 'x-reason': 'gone' }, body: 'no such thing' }],
    ['/moved', { statusCode: 302, headers: { location: '/elsewhere' }, body: '' }],
  ])('gives what is no success as a result too: %s', async (path, expected) => {
    expect((await ask(`{ method: 'GET', resourcePath: '${path}' }`)).answer).toMatchObject(expected);
    expect(received).toHaveLength(1);
  });

  it('keeps a path from naming another host', async () => {
    const { answer } = await ask(`{ method: 'GET', resourcePath: '@example.com/x' }`);

    expect(answer.statusCode).toBe(200);
    expect(received[0]?.path).toBe('/@example.com/x');
  });

  it('leaves what fails on the way to the response handler, in ctx.error', async () => {
    const source: DataSource = { type: 'HTTP', endpoint: 'http://127.0.0.1:1' };
    const refused = await ask(`{ method: 'GET', resourcePath: '/' }`, { source });
    const large = await ask(`{ method: 'GET', resourcePath: '/large' }`);

    expect(refused.answer).toEqual({
      error: { type: 'HttpRequestException', message: expect.stringContaining('ECONNREFUSED') },
    });
    expect(large.answer.error.message).toContain('exceeded the maximum of 5242880 bytes');
  });

  it('is waited for no longer than a request may take', async () => {
    const { errors } = await ask(`{ method: 'GET', resourcePath: '/hang' }`, { timeoutMs: 50 });

    expect(errors).toMatchObject([{ errorType: 'ExecutionTimeout', path: ['answer'] }]);
  });

  it.each([
    [`{ resourcePath: '/' }`, "Value for field '$[method]' not found."],
    [`{ method: 'HEAD', resourcePath: '/' }`, "Unsupported method 'HEAD'."],
    [`{ method: 'GET' }`, "Value for field '$[resourcePath]' not found."],
    [`{ method: 'GET', resourcePath: '/', params: 1 }`, "Value for field '$[params]' must be an object."],
    [`{ method: 'GET', resourcePath: '/', params: { headers: { Host: 'x' } } }`, "The header 'Host' cannot be set."],
    [`{ method: 'GET', resourcePath: '/', params: { headers: { CONTENT_LENGTH: '1' } } }`, 'cannot be set'],
    [`{ method: 'GET', resourcePath: '/', params: { headers: { a: 1 } } }`, "The header 'a' must be a string."],
    [
      `{ method: 'GET', resourcePath: '/', params: { headers: { 'content-type': 'image/png' } } }`,
      "Unsupported Content-Type 'image/png'.",
    ],
  ])('refuses %s', async (request, message) => {
    expect((await ask(request)).errors).toMatchObject([
      { errorType: 'MappingTemplate', message: expect.stringContaining(message) },
    ]);
    expect(received).toEqual([]);
  });

  it("signs with its service role's credentials where its authorization is AWS_IAM", async () => {
    const resource = {
      logicalId: 'Source',
      type: 'AWS::AppSync::DataSource',
      ref: 'Source',
      attributes: {},
      properties: {
        Type: 'HTTP',
        ServiceRoleArn: roleArn('source'),
        HttpConfig: {
          Endpoint: server.url,
          AuthorizationConfig: {
            AuthorizationType: 'AWS_IAM',
            AwsIamConfig: { SigningRegion: 'us-east-1', SigningServiceName: 'execute-api' },
          },
        },
      },
    };
    const source = readDataSource(resource, {
      lambdaFunction: () => async () => ({ ok: true, payload: null }),
      serviceCredentials: (arn) => iam.issueCredentials(arn, 'session'),
    });

    const { answer } = await ask(
      `{ method: 'POST', resourcePath: '/signed', params: { query: { b: '2', a: 'ü 1' }, body: { asked: true } } }`,
      { source },
    );

    expect(answer).toMatchObject({ statusCode: 200, body: `arn:aws:sts::${accountId}:assumed-role/source/session` });
  });
});
