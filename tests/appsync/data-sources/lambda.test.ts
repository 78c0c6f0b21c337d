import { describe, expect, it, vi } from 'vitest';
import type { InvocationMode, InvocationReply, LambdaDataSource } from '../../../local/appsync/options.ts';
import { answering, openApi, resolver } from '../open-api.ts';

const schema = 'type Query { one: String items: [Item] } type Item { id: Int twice: Int }';

/** A Lambda data source that keeps its invocations. */
function lambda(reply: (payload: unknown) => InvocationReply | Promise<InvocationReply>) {
  const calls: { payload: unknown; mode: InvocationMode }[] = [];
  const source: LambdaDataSource = {
    type: 'AWS_LAMBDA',
    invoke: async (payload, mode) => {
      calls.push({ payload, mode });
      return reply(payload);
    },
  };
  return { source, calls };
}

const code = (request: string, response = 'ctx.result') => `import { util } from "@aws-appsync/utils";
export function request(ctx) { return ${request}; }
export function response(ctx) { return ${response}; }`;
const open = (source: LambdaDataSource, requestCode: string, more = {}) =>
  openApi(schema, {
    dataSources: { lambda: source },
    resolvers: [
      resolver('Query.one', requestCode, { dataSourceName: 'lambda' }),
      resolver('Query.items', answering('[1,2,3,4,5,6,7].map((id) => ({ id }))')),
      resolver('Item.twice', requestCode, { dataSourceName: 'lambda', ...more }),
    ],
  });

describe('Invoke', () => {
  it('sends the payload alone and returns the reply', async () => {
    const { source, calls } = lambda(() => ({ ok: true, payload: 'reply' }));
    const api = open(source, code('{ operation: "Invoke", payload: { field: ctx.info.fieldName, gone: undefined } }'));

    expect((await api.query('{ one }')).body).toEqual({ data: { one: 'reply' } });
    expect(calls).toEqual([{ payload: { field: 'one' }, mode: 'RequestResponse' }]);
  });

  it('leaves a failure to the response handler, in ctx.error, and logs it', async () => {
    const error = { type: 'Lambda:Unhandled', message: 'boom' };
    const { source } = lambda(() => ({ ok: false, error }));
    const handled = open(source, code('{ operation: "Invoke" }', 'ctx.error.type + ": " + ctx.error.message'));
    const unhandled = open(source, code('{ operation: "Invoke" }'));

    expect((await handled.query('{ one }')).body).toEqual({ data: { one: 'Lambda:Unhandled: boom' } });
    expect((await unhandled.query('{ one }')).body).toEqual({ data: { one: null } });
    expect(unhandled.log).toMatchObject([{ level: 'ERROR', field: 'Query.one', message: 'Lambda:Unhandled: boom' }]);
  });

  it.each([
    ['no operation', '{ payload: 1 }', "Value for field '$[operation]' not found."],
    ['an unknown operation', '{ operation: "Scan" }', "Unsupported operation 'Scan'."],
    ['an unknown invocation type', '{ operation: "Invoke", invocationType: "X" }', "Unsupported invocationType 'X'."],
  ])('refuses a request with %s', async (_, request, message) => {
    const { source, calls } = lambda(() => ({ ok: true, payload: 1 }));

    const { body } = await open(source, code(request)).query('{ one }');

    expect(body.errors).toMatchObject([{ path: ['one'], errorType: 'MappingTemplate', message }]);
    expect(calls).toEqual([]);
  });

  it('as an Event returns null and runs no response handler', async () => {
    const { source, calls } = lambda(() => ({ ok: true, payload: null }));
    const api = open(source, code('{ operation: "Invoke", invocationType: "Event", payload: 1 }', 'util.error("ran")'));

    expect((await api.query('{ one }')).body).toEqual({ data: { one: null } });
    expect(calls).toEqual([{ payload: 1, mode: 'Event' }]);
  });
});

describe('BatchInvoke', () => {
  const batch = code(
    '{ operation: "BatchInvoke", payload: ctx.source.id }',
    'ctx.error ? util.error(ctx.error.message, ctx.error.type) : ctx.result',
  );
  const double = (payload: unknown): InvocationReply => ({
    ok: true,
    payload: (payload as number[]).map((id) => id * 2),
  });
  const answered = { items: [2, 4, 6, 8, 10, 12, 14].map((twice) => ({ twice })) };

  it('sends the items of a list together and gives each its own part, in order', async () => {
    const { source, calls } = lambda(double);

    const { body } = await open(source, batch, { maxBatchSize: 10 }).query('{ items { twice } }');

    expect(body).toEqual({ data: answered });
    expect(calls.map(({ payload }) => payload)).toEqual([[1, 2, 3, 4, 5, 6, 7]]);
  });

  it.each([
    [3, [[1, 2, 3], [4, 5, 6], [7]]],
    [
      0,
      [
        [1, 2, 3, 4, 5],
        [6, 7],
      ],
    ],
  ])('sends at most %i at a time, five where no size is set', async (maxBatchSize, expected) => {
    const { source, calls } = lambda(double);

    const { body } = await open(source, batch, { maxBatchSize }).query('{ items { twice } }');

    expect(body).toEqual({ data: answered });
    expect(calls.map(({ payload }) => payload)).toEqual(expected);
  });

  it('keeps requests apart', async () => {
    const { source, calls } = lambda(double);
    const api = open(source, batch, { maxBatchSize: 100 });

    await Promise.all([api.query('{ items { twice } }'), api.query('{ items { twice } }')]);

    expect(calls.map(({ payload }) => payload)).toEqual([
      [1, 2, 3, 4, 5, 6, 7],
      [1, 2, 3, 4, 5, 6, 7],
    ]);
  });

  it('fails every item when the reply has another length', async () => {
    const { source } = lambda(() => ({ ok: true, payload: [1] }));

    const { body } = await open(source, batch, { maxBatchSize: 10 }).query('{ items { twice } }');

    expect(body.errors).toHaveLength(7);
    expect(body.errors?.[6]).toMatchObject({
      path: ['items', 6, 'twice'],
      message: expect.stringContaining('7 items'),
    });
  });

  it('as an Event hands a list of payloads over and leaves every field null', async () => {
    const { source, calls } = lambda(() => ({ ok: true, payload: null }));
    const event = code(
      '{ operation: "BatchInvoke", invocationType: "Event", payload: ctx.source.id }',
      'util.error("ran")',
    );

    const { body } = await open(source, event, { maxBatchSize: 10 }).query('{ items { twice } }');

    expect(body).toEqual({ data: { items: Array(7).fill({ twice: null }) } });
    expect(calls).toEqual([{ payload: [1, 2, 3, 4, 5, 6, 7], mode: 'Event' }]);
  });

  it('gives a null item as a null result', async () => {
    const { source } = lambda((payload) => ({ ok: true, payload: (payload as unknown[]).map(() => null) }));

    const { body } = await open(source, batch, { maxBatchSize: 10 }).query('{ items { twice } }');

    expect(body).toEqual({ data: { items: Array(7).fill({ twice: null }) } });
  });

  it('fails only the items of the invocation that fails', async () => {
    const { source } = lambda((payload) =>
      (payload as number[]).includes(5)
        ? { ok: false, error: { type: 'Lambda:Unhandled', message: 'boom' } }
        : double(payload),
    );

    const { body } = await open(source, batch, { maxBatchSize: 3 }).query('{ items { twice } }');

    expect(body.data).toEqual({ items: [2, 4, 6, null, null, null, 14].map((twice) => ({ twice })) });
    expect(body.errors?.map(({ path }) => path)).toEqual([3, 4, 5].map((index) => ['items', index, 'twice']));
  });

  it('collects the fields of a level that lies deeper in lists', async () => {
    const { source, calls } = lambda(double);
    const api = openApi(
      'type Query { groups: [Group] } type Group { items: [Item] } type Item { id: Int twice: Int }',
      {
        dataSources: { lambda: source },
        resolvers: [
          resolver('Query.groups', answering('[{ base: 0 }, { base: 10 }]')),
          resolver('Group.items', answering('[1, 2].map((id) => ({ id: ctx.source.base + id }))')),
          resolver('Item.twice', batch, { dataSourceName: 'lambda', maxBatchSize: 100 }),
        ],
      },
    );

    const { body } = await api.query('{ groups { items { twice } } }');

    expect(body).toEqual({
      data: {
        groups: [
          [2, 4],
          [22, 24],
        ].map((items) => ({ items: items.map((twice) => ({ twice })) })),
      },
    });
    expect(calls.map(({ payload }) => payload)).toEqual([[1, 2, 11, 12]]);
  });

  it('waits for what its parents still resolve, and for nothing else', async () => {
    const finished: string[] = [];
    const finish = async (name: string, work: Promise<unknown>): Promise<InvocationReply> => {
      await work;
      finished.push(name);
      return { ok: true, payload: { id: Number(name) } };
    };
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { source, calls } = lambda(double);
    const parent: LambdaDataSource = {
      type: 'AWS_LAMBDA',
      // The parents are there one after the other, in different turns.
      invoke: (id) => finish(String(id), new Promise((resolve) => setTimeout(resolve, Number(id)))),
    };
    const slow: LambdaDataSource = { type: 'AWS_LAMBDA', invoke: () => finish('9', gate) };
    const invoke = code('{ operation: "Invoke", payload: ctx.source.id }');
    const api = openApi('type Query { items: [Item] slow: Item } type Item { id: Int parent: Item twice: Int }', {
      dataSources: { lambda: source, parent, slow },
      resolvers: [
        resolver('Query.items', answering('[1, 2, 3].map((id) => ({ id }))')),
        resolver('Query.slow', code('{ operation: "Invoke" }'), { dataSourceName: 'slow' }),
        resolver('Item.parent', invoke, { dataSourceName: 'parent' }),
        resolver('Item.twice', batch, { dataSourceName: 'lambda', maxBatchSize: 100 }),
      ],
    });

    const reply = api.query('{ slow { twice } items { parent { twice } } }');
    await vi.waitUntil(() => calls.length > 0, { interval: 1 });
    expect(calls.map(({ payload }) => payload)).toEqual([[1, 2, 3]]);
    expect(finished).toEqual(['1', '2', '3']);
    release();

    const items = [2, 4, 6].map((twice) => ({ parent: { twice } }));
    expect((await reply).body).toEqual({ data: { slow: { twice: 18 }, items } });
    expect(calls.map(({ payload }) => payload)).toEqual([[1, 2, 3], [9]]);
  });

  it('fails every item when the function fails', async () => {
    const { source } = lambda(() => ({ ok: false, error: { type: 'Lambda:Unhandled', message: 'boom' } }));

    const { body } = await open(source, batch, { maxBatchSize: 10 }).query('{ items { twice } }');

    expect(body.errors).toHaveLength(7);
    expect(body.errors?.[0]).toMatchObject({ errorType: 'Lambda:Unhandled', message: 'boom' });
  });
});
