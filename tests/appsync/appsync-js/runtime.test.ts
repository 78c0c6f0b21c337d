import { describe, expect, it } from 'vitest';
import type { ResolverOptions } from '../../../local/appsync/options.ts';
import { openApi, resolver, signToken } from '../open-api.ts';

const schema = `
  type Query { value(a: Int, at: Int): AWSJSON other: AWSJSON item(id: ID): Item }
  interface Named { name: String }
  type Item { id: ID name: String children: [Item] }
`;
const imports = 'import { util, runtime } from "@aws-appsync/utils";\n';
const handlers = (request: string, response = 'return ctx.result;') =>
  `${imports}export function request(ctx) { ${request} }\nexport function response(ctx) { ${response} }`;

/** Evaluates an expression in the response handler and gives its value. */
async function evaluate(expression: string, options = {}): Promise<unknown> {
  const api = openApi(schema, {
    resolvers: [resolver('Query.value', handlers('return {};', `return { it: ${expression} };`))],
    ...options,
  });
  const { body } = await api.query(
    'query Named($a: Int) { value(a: $a) }',
    { a: 3 },
    { 'x-custom': 'yes', cookie: 'no' },
  );
  expect(body.errors).toBeUndefined();
  return JSON.parse(String(body.data?.value)).it;
}

describe('ctx', () => {
  it.each<[string, unknown]>([
    ['ctx.args', { a: 3 }],
    ['ctx.args === ctx.arguments', true],
    ['ctx.stash', {}],
    ['ctx.env', { STAGE: 'dev' }],
    ['ctx.source', null],
    ['ctx.request.domainName', null],
    ['ctx.request.headers["x-custom"]', 'yes'],
    ['Object.hasOwn(ctx.request.headers, "cookie")', false],
    ['ctx.info', { fieldName: 'value', parentTypeName: 'Query', variables: { a: 3 } }],
    ['ctx.identity.username', 'demo'],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(expression, { environment: { STAGE: 'dev' } })).toEqual(expected);
  });

  it('lists the selection by alias, nested and merged, without what is skipped, outside of JSON.stringify', async () => {
    const code = handlers(
      'return { payload: null };',
      'util.error("seen", "Seen", null, { list: ctx.info.selectionSetList, text: ctx.info.selectionSetGraphQL, json: JSON.stringify(ctx.info) });',
    );
    const api = openApi(schema, { resolvers: [resolver('Query.item', code)] });

    const { body } = await api.query(
      'query($no: Boolean = false) { item { key: id children { ...F } name @include(if: $no) } } fragment F on Item { name ... on Item { id } }',
    );

    const info = body.errors?.[0]?.errorInfo as Record<string, unknown>;
    expect(info.list).toEqual(['key', 'children', 'children/name', 'children/id']);
    expect(info.text).toContain('key: id');
    expect(JSON.parse(String(info.json))).toEqual({
      fieldName: 'item',
      parentTypeName: 'Query',
      variables: { no: false },
    });
  });

  it('lists the values of a header that came more than once', async () => {
    const code = handlers('return {};', 'return ctx.request.headers;');
    const api = openApi(schema, { resolvers: [resolver('Query.value', code)] });

    const { body } = await api.send({
      headers: { authorization: await signToken(), 'x-many': 'a, b', cookie: 'c=1' },
      repeatedHeaders: { 'x-many': ['a', 'b'], cookie: ['c=1', 'd=2'] },
      body: Buffer.from(JSON.stringify({ query: '{ value }' })),
    });

    expect(JSON.parse(String(body.data?.value))).toMatchObject({ 'x-many': ['a', 'b'] });
    expect(String(body.data?.value)).not.toContain('cookie');
  });

  it('tells the id of the request as a header, whatever the caller sent', async () => {
    const code = handlers('return {};', 'return { it: ctx.request.headers["x-amzn-requestid"] };');
    const api = openApi(schema, { resolvers: [resolver('Query.value', code)] });

    const { body, headers } = await api.query('{ value }', {}, { 'x-amzn-requestid': 'forged' });

    expect(headers['x-amzn-requestid']).toMatch(/^[\da-f-]{36}$/);
    expect(JSON.parse(String(body.data?.value))).toEqual({ it: headers['x-amzn-requestid'] });
  });

  it('lists of an interface, at any depth, only the fields that it has itself', async () => {
    const code = handlers('return { payload: null };', 'util.error("seen", "Seen", null, ctx.info.selectionSetList);');
    const api = openApi(
      `type Query { node: Node owner: Owner }
      interface Node { id: ID next: Node }
      type Post implements Node { id: ID next: Node title: String owner: Owner }
      type Owner { name: String node: Node }`,
      { resolvers: [resolver('Query.node', code), resolver('Query.owner', code)] },
    );

    const { body } = await api.query(`{
      node { id ... on Post { title } ... on Node { next { id ... on Post { title } } } }
      owner { ... on Owner { name } node { id ...P } }
    } fragment P on Post { title owner { name } }`);

    expect(body.errors?.map(({ errorInfo }) => errorInfo)).toEqual([
      ['id', 'next', 'next/id'],
      ['name', 'node', 'node/id'],
    ]);
  });

  it('hands the stash from the request to the response handler', async () => {
    const api = openApi(schema, {
      resolvers: [resolver('Query.value', handlers('ctx.stash.seen = [1]; return {};', 'return ctx.stash;'))],
    });

    expect((await api.query('{ value }')).body.data).toEqual({ value: '{"seen":[1]}' });
  });
});

describe('an evaluation', () => {
  it('starts from a fresh module, so that nothing carries over', async () => {
    const code = `${imports}let count = 0; const seen = [];
export function request(ctx) { count = count + 1; seen.push(count); return { payload: { count, seen } }; }
export function response(ctx) { count = count + 10; return [ctx.result, count]; }`;
    const api = openApi(schema, { resolvers: [resolver('Query.value', code)] });

    for (const _ of [1, 2]) {
      expect((await api.query('{ value }')).body.data).toEqual({ value: '[{"count":1,"seen":[1]},10]' });
    }
  });

  it('sends console output to the log with field and request id', async () => {
    const api = openApi(schema, {
      resolvers: [resolver('Query.value', handlers('console.log("in", { a: 1 }); console.error("bad"); return {};'))],
    });

    const { headers } = await api.query('{ value }');

    const requestId = headers['x-amzn-requestid'];
    expect(api.log).toEqual([
      { level: 'INFO', requestId, field: 'Query.value', message: 'code.js:2:40: "in" {"a":1}' },
      { level: 'ERROR', requestId, field: 'Query.value', message: 'code.js:2:69: "bad"' },
    ]);
  });

  it('may set response headers, but not AppSync’s own', async () => {
    const api = openApi(schema, {
      resolvers: [
        resolver(
          'Query.value',
          handlers('util.http.addResponseHeaders({ "X-Mine": 1, "x-amzn-requestid": "forged" }); return {};'),
        ),
      ],
    });

    const { headers } = await api.query('{ value }');

    expect(headers['x-mine']).toBe('1');
    expect(headers['x-amzn-requestid']).not.toBe('forged');
  });

  it('may set headers of 4 KB in all, and tells those that go over it', async () => {
    const code = handlers(
      'util.http.addResponseHeader("x-long", [..."0123456789"].reduce((text) => text + text, "1234")); util.http.addResponseHeader("x-mine", "1"); return {};',
    );
    const api = openApi(schema, { resolvers: [resolver('Query.value', code)] });

    const { headers, body } = await api.query('{ value }');

    expect(headers).toMatchObject({ 'x-mine': '1' });
    expect(headers).not.toHaveProperty('x-long');
    expect(body.errors).toMatchObject([{ path: ['value'], errorType: 'ResponseHeaderError' }]);
  });

  it('ends by earlyReturn without data source and response handler', async () => {
    const code = handlers('runtime.earlyReturn({ early: true }); return {};', 'util.error("ran");');
    const api = openApi(schema, { resolvers: [resolver('Query.value', code)] });

    expect((await api.query('{ value }')).body).toEqual({ data: { value: '{"early":true}' } });
  });

  it('has its methods on the receiver that the checker could not know checked by the realm', async () => {
    // indexOf is a method of arrays and strings, so the checker takes it on a number.
    const api = openApi(schema, {
      resolvers: [resolver('Query.value', handlers('return {};', 'return ctx.args.a.indexOf("1");'))],
    });

    const { body } = await api.query('{ value(a: 1) }');

    expect(body.errors).toMatchObject([{ errorType: 'Code', message: expect.stringContaining('is not a function') }]);
  });
});

describe('a pipeline', () => {
  const step = (request: string, response = 'return ctx.result;') => ({
    code: handlers(request, response),
    dataSourceName: 'none',
  });
  const pipeline = (code: string, functions: ReturnType<typeof step>[]): ResolverOptions => ({
    kind: 'PIPELINE',
    typeName: 'Query',
    fieldName: 'value',
    code,
    functions,
  });
  const run = async (code: string, functions: ReturnType<typeof step>[]) => {
    const { body } = await openApi(schema, { resolvers: [pipeline(code, functions)] }).query('{ value(a: 1) }');
    expect(body.errors).toBeUndefined();
    return JSON.parse(String(body.data?.value));
  };
  const append = (name: string) => step(`return { payload: ctx.prev.result.concat(["${name}"]) };`);
  const around = handlers(
    'ctx.stash.from = "before"; return ["before"];',
    'return [ctx.prev.result, ctx.result, ctx.stash];',
  );

  it('hands each result to the next step and both ways to the last handler', async () => {
    const all = ['before', 'one', 'two'];

    expect(await run(around, [append('one'), append('two')])).toEqual([all, all, { from: 'before' }]);
  });

  it('goes on with the next function after an earlyReturn of one', async () => {
    const early = step('runtime.earlyReturn(["early"]); return {};', 'util.error("ran");');

    expect((await run(around, [early, append('two')]))[0]).toEqual(['early', 'two']);
  });

  it('skips to the end after an earlyReturn to END', async () => {
    const end = step('runtime.earlyReturn(["end"], { skipTo: "END" }); return {};');

    expect((await run(around, [end, append('two')]))[0]).toEqual(['end']);
  });

  it('skips its functions, not its last handler, after an earlyReturn before them', async () => {
    const early = handlers('runtime.earlyReturn("none"); return 1;', 'return [ctx.prev.result];');

    expect(await run(early, [append('one')])).toEqual(['none']);
  });
});

describe('code that AppSync would refuse', () => {
  it('stops the API from starting, with every problem and its place', () => {
    const code = 'export function request(ctx) { try { return new Date(); } finally {} }';

    expect(() => openApi(schema, { resolvers: [resolver('Query.value', code)] })).toThrow(
      /Query\.value\.js:1:1 named-exports: .*response\n.*:1:32 no-try: .*\n.*:1:45 no-new: .*\n.*:1:49 no-undocumented-global: Date/,
    );
  });

  it('is not the only thing that stops it: fields and data sources must exist', () => {
    const code = handlers('return {};');

    expect(() => openApi(schema, { resolvers: [resolver('Query.nope', code)] })).toThrow('Query.nope');
    expect(() => openApi(schema, { resolvers: [resolver('Query.value', code, { dataSourceName: 'gone' })] })).toThrow(
      '"gone"',
    );
  });
});
