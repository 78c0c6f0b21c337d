import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { answering, openApi, resolver } from './open-api.ts';

const schema = `
  type Query {
    failing: Item full: Item strict: Item! items: [Item] tags: Tags number: Int colour: Colour when: AWSDateTime
    partial: String fault: String wrongList: [String] plain: String forbidden: String
  }
  type Item { id: ID! name: String count: Int }
  type Tags { all: [String!]! }
  enum Colour { RED }
`;
const raise = (call: string) => `import { util } from "@aws-appsync/utils";
export function request(ctx) { return {}; }
export function response(ctx) { ${call} return "value"; }`;
const api = openApi(schema, {
  resolvers: [
    resolver(
      'Query.failing',
      raise('util.error("No such item", "NotFound", { id: 1, name: "n", secret: "s" }, { hint: [1] });'),
    ),
    resolver('Query.full', answering('{ id: null, name: "n" }')),
    resolver('Query.strict', raise('util.error("gone");')),
    resolver('Query.items', answering('[{ id: 1 }, { name: "x" }]')),
    resolver('Query.tags', answering('{ all: ["a", null] }')),
    resolver('Query.number', answering('"many"')),
    resolver('Query.colour', answering('"BLUE"')),
    resolver('Query.when', answering('"today"')),
    resolver('Query.partial', raise('util.appendError("careful", "Warning", null, { at: 1 });')),
    resolver('Query.fault', raise('const missing = ctx.result.a.b;')),
    resolver('Query.wrongList', answering('"no list"')),
    resolver('Query.forbidden', raise('util.unauthorized();')),
  ],
});

describe('an error of a field', () => {
  it('has exactly the members that AppSync sends, with data cut to the selection', async () => {
    const { status, body } = await api.query('{ failing { id } }');

    expect(status).toBe(200);
    expect(body).toEqual({
      data: { failing: null },
      errors: [
        {
          path: ['failing'],
          data: { id: 1 },
          errorType: 'NotFound',
          errorInfo: { hint: [1] },
          locations: [{ line: 1, column: 3, sourceName: null }],
          message: 'No such item',
        },
      ],
    });
  });

  it('names the field by its alias and leaves the others their values', async () => {
    const { body } = await api.query('{ one: failing { id } two: partial plain }');

    expect(body.data).toEqual({ one: null, two: 'value', plain: null });
    expect(body.errors).toMatchObject([{ path: ['one'] }, { path: ['two'] }]);
  });

  it('has null for what the resolver did not give', async () => {
    const { body } = await api.query('{ strict { id } }');

    expect(body.data).toBeNull();
    expect(body.errors).toMatchObject([
      { path: ['strict'], data: null, errorType: null, errorInfo: null, message: 'gone' },
    ]);
  });

  it('that was appended leaves the field its value', async () => {
    const { body } = await api.query('{ partial }');

    expect(body).toEqual({
      data: { partial: 'value' },
      errors: [
        {
          path: ['partial'],
          data: null,
          errorType: 'Warning',
          errorInfo: { at: 1 },
          locations: [{ line: 1, column: 3, sourceName: null }],
          message: 'careful',
        },
      ],
    });
  });

  it('raised by util.unauthorized names field and type', async () => {
    const { body } = await api.query('{ forbidden }');

    expect(body.errors).toMatchObject([
      { errorType: 'Unauthorized', message: 'Not Authorized to access forbidden on type Query' },
    ]);
  });

  it('of faulty resolver code names its place in the bundle', async () => {
    const { body } = await api.query('{ fault }');

    expect(body.errors).toMatchObject([
      {
        errorType: 'Code',
        message: expect.stringMatching(/^code\.js:3:60: TypeError: Cannot read properties of null/),
      },
    ]);
  });

  it('of a data source that breaks is masked and logged with the request id', async () => {
    const broken = openApi('type Query { x: String }', {
      dataSources: {
        lambda: { type: 'AWS_LAMBDA', invoke: () => Promise.reject(new Error('secret arn:aws:lambda')) },
      },
      resolvers: [
        resolver(
          'Query.x',
          'export function request(ctx) { return { operation: "Invoke" }; } export function response(ctx) { return 1; }',
          { dataSourceName: 'lambda' },
        ),
      ],
    });

    const { headers, body } = await broken.query('{ x }');

    expect(JSON.stringify(body)).not.toContain('secret');
    expect(body.errors).toMatchObject([{ path: ['x'], errorType: 'InternalFailure' }]);
    expect(broken.log).toMatchObject([
      { level: 'ERROR', requestId: headers['x-amzn-requestid'], message: expect.stringContaining('secret arn') },
    ]);
  });
});

describe('a value that does not fit its field', () => {
  it.each([
    [
      '{ full { id } }',
      { full: null },
      ['full', 'id'],
      "Cannot return null for non-nullable type: 'ID' within parent 'Item' (/full/id)",
    ],
    [
      '{ items { id } }',
      { items: [{ id: '1' }, null] },
      ['items', 1, 'id'],
      "Cannot return null for non-nullable type: 'ID' within parent 'Item' (/items[1]/id)",
    ],
    [
      '{ number }',
      { number: null },
      ['number'],
      "Can't serialize value (/number) : Expected type 'Int' but was 'String'.",
    ],
    [
      '{ colour }',
      { colour: null },
      ['colour'],
      "Can't serialize value (/colour) : Invalid input for Enum 'Colour'. Unknown value 'BLUE'",
    ],
    [
      '{ when }',
      { when: null },
      ['when'],
      "Can't serialize value (/when) : Unable to serialize `today` as a valid DateTime Object.",
    ],
    [
      '{ wrongList }',
      { wrongList: null },
      ['wrongList'],
      "Can't resolve value (/wrongList) : type mismatch error, expected type LIST",
    ],
  ])('%s', async (query, data, path, message) => {
    const { body } = await api.query(query);

    expect(body).toEqual({ data, errors: [{ path, locations: null, message }] });
  });

  it('takes a list with it whose items must not be null', async () => {
    const { body } = await api.query('{ tags { all } }');

    expect(body.data).toEqual({ tags: null });
    expect(body.errors?.[0]?.message).toContain("Cannot return null for non-nullable type: 'String'");
    expect(body.errors?.[0]?.message).toContain('(/tags/all[1])');
  });
});

describe('the limits of an API', () => {
  const deep = 'type Query { node: Node } type Node { name: String node: Node must: Node! list: [Node] }';
  const nested = [
    resolver('Query.node', answering('{ name: "a", node: { name: "b", node: { name: "c" } }, list: [{ name: "l" }] }')),
  ];

  it('cut off fields deeper than the depth limit and answer the rest', async () => {
    const shallow = openApi(deep, { resolvers: nested, queryDepthLimit: 3 });

    const { status, body } = await shallow.query('{ node { name node { name node { name } } } }');

    expect(status).toBe(200);
    expect(body.data).toEqual({ node: { name: 'a', node: { name: 'b', node: { name: null } } } });
    expect(body.errors).toMatchObject([
      { path: ['node', 'node', 'node', 'name'], errorType: 'QueryDepthLimitReached' },
    ]);
  });

  it('count no list index as depth', async () => {
    const shallow = openApi(deep, { resolvers: nested, queryDepthLimit: 3 });

    expect((await shallow.query('{ node { list { name } } }')).body).toEqual({
      data: { node: { list: [{ name: 'l' }] } },
    });
  });

  it('stop resolvers over their count, request by request', async () => {
    const few = openApi(deep, { resolvers: nested, resolverCountLimit: 2 });
    const query = '{ a: node { name } b: node { name } c: node { name } }';

    for (const _ of [1, 2]) {
      const { body } = await few.query(query);
      expect(body.data).toEqual({ a: { name: 'a' }, b: { name: 'a' }, c: null });
      expect(body.errors).toMatchObject([{ path: ['c'], errorType: 'ResolverExecutionLimitReached' }]);
    }
  });

  it('take the parent along with a field too deep that must not be null', async () => {
    const shallow = openApi(deep, { resolvers: nested, queryDepthLimit: 2 });

    const { body } = await shallow.query('{ node { name node { must { name } } } }');

    expect(body.data).toEqual({ node: { name: 'a', node: null } });
    expect(body.errors).toMatchObject([{ path: ['node', 'node', 'must'], errorType: 'QueryDepthLimitReached' }]);
  });

  it.each([
    ['request', 'ctx.args.text + ctx.args.text', '""'],
    ['response', 'ctx.args.text', 'ctx.result + ctx.result'],
  ])('fail a field whose %s evaluates to more than 5 MB', async (_, payload, result) => {
    const code = `export function request(ctx) { return { payload: ${payload} }; }
export function response(ctx) { return ${result}; }`;
    const big = openApi('type Query { big(text: String): String }', { resolvers: [resolver('Query.big', code)] });
    const query = 'query($text: String) { big(text: $text) }';

    expect((await big.query(query, { text: 'é'.repeat(1_300_000) })).body.errors).toBeUndefined();
    const { status, body } = await big.query(query, { text: 'é'.repeat(1_400_000) });

    expect(status).toBe(200);
    expect(body.data).toEqual({ big: null });
    expect(body.errors).toMatchObject([{ errorType: 'MappingTemplate', message: 'Transformation too large' }]);
  });

  it('end a field that waits too long and answer the others', async () => {
    const slow = openApi('type Query { slow: String fast: String }', {
      timeoutMs: 50,
      dataSources: { lambda: { type: 'AWS_LAMBDA', invoke: () => new Promise(() => {}) } },
      resolvers: [
        resolver('Query.slow', answering('1').replace('{ payload', '{ operation: "Invoke", payload'), {
          dataSourceName: 'lambda',
        }),
        resolver('Query.fast', answering('"quick"')),
      ],
    });

    const { status, body } = await slow.query('{ slow fast }');

    expect(status).toBe(200);
    expect(body.data).toEqual({ slow: null, fast: 'quick' });
    expect(body.errors).toMatchObject([
      { path: ['slow'], errorType: 'ExecutionTimeout', message: 'Execution timed out.' },
    ]);
  });

  it('end fields whose resolvers are evaluated at once too', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const busy = openApi('type Query { busy: Int }', {
      resolvers: [
        resolver(
          'Query.busy',
          'export function request(ctx) { console.log("on"); return { payload: 1 }; } export function response(ctx) { return ctx.result; }',
        ),
      ],
      log: () => void vi.advanceTimersByTime(20_000),
    });

    const { body } = await busy.query('{ first: busy second: busy third: busy }');

    expect(body.data).toEqual({ first: 1, second: null, third: null });
    expect(body.errors).toMatchObject([
      { path: ['second'], errorType: 'ExecutionTimeout' },
      { path: ['third'], errorType: 'ExecutionTimeout' },
    ]);
  });
});

describe('concurrent requests', () => {
  it('share nothing', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => api.query('{ failing { id } partial }')));

    for (const { body } of replies) expect(body.errors).toHaveLength(2);
  });
});
