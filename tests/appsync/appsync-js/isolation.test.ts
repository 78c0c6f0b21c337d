import { describe, expect, it } from 'vitest';
import { createRealm } from '../../../local/appsync/appsync-js/realm.ts';
import { createRuntime } from '../../../local/appsync/appsync-js/runtime.ts';
import { createUtilsModule } from '../../../local/appsync/appsync-js/utils-module.ts';
import { evaluateRequest, resolverCode } from './evaluate-handler.ts';

const runtime = createRuntime();

/** A realm with the utilities, and what code in it can start from: every global and an object of every kind. */
function openRealm() {
  const realm = createRealm(() => undefined);
  const utilities = createUtilsModule(() => {
    throw new Error('no evaluation is under way');
  });
  for (const [name, value] of Object.entries(utilities)) realm.define(name, value);
  const start = realm.compile(
    `return { literals: [{}, [], () => 1, function () {}],
       globals: { Object, Number, String, Math, JSON, console, util, runtime, extensions },
       parsed: JSON.parse('{"a":[]}'), copied: util.http.copyHeaders({ a: 1 }), caught: util.dynamodb.toMap({ a: [1] }) };`,
    'imports',
  )({}) as Readonly<Record<string, object>>;
  return start;
}

/** Everything that names lead to from a value: members, prototypes and what getters give. */
function reachableFrom(value: unknown, path: string, found = new Map<unknown, string>()): Map<unknown, string> {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || found.has(value)) return found;
  found.set(value, path);
  for (const name of Object.getOwnPropertyNames(value)) {
    reachableFrom(read(value, name), `${path}.${name}`, found);
  }
  return reachableFrom(Object.getPrototypeOf(value), `${path}.[[Prototype]]`, found);
}

function read(value: object, name: string): unknown {
  try {
    return Reflect.get(value, name);
  } catch {
    // The `caller` of a strict function is nobody's.
    return undefined;
  }
}

describe('what resolver code can reach', () => {
  it('leads to nothing outside of its realm', () => {
    const outside = reachableFrom({ Object, Array, Function, Error, process, console }, 'outside');

    const reached = [...reachableFrom(openRealm(), 'start')].filter(([value]) => outside.has(value));

    expect(reached.map(([, path]) => path)).toEqual([]);
  });

  it('is of a function what the engine needs, and nothing to call it by', () => {
    const body =
      'const max = Math.max; return ["apply", "bind", "call", "constructor"].filter((name) => max[name] !== undefined);';

    expect(evaluateRequest(runtime.compile(resolverCode(body), 'Query.a')).value).toEqual([]);
  });

  it('is frozen, but for what the evaluation itself made', () => {
    const { globals = {}, literals = {} } = openRealm();
    const prototypes = Object.values(literals).map((value) => Object.getPrototypeOf(value));
    const found = new Map<unknown, string>();

    for (const value of [...Object.values(globals), ...prototypes]) reachableFrom(value, 'start', found);

    const loose = [...found].filter(([value]) => !Object.isFrozen(value));
    expect(loose.map(([, path]) => path)).toEqual([]);
    expect(found.size).toBeGreaterThan(100);
  });
});

describe('from one evaluation to the next', () => {
  it.each<[string, string, string]>([
    ['a variable of the module', 'count = count + 1; return count;', 'let count = 0;'],
    ['a list of the module', 'seen.push(1); return seen.length;', 'const seen = [];'],
    ['an object that a function closes over', 'state.n = (state.n ?? 0) + 1; return state.n;', 'const state = {};'],
    ['the arguments', 'ctx.args.n = (ctx.args.n ?? 0) + 1; return ctx.args.n;', ''],
    ['the selection', 'ctx.info.selectionSetList.push("x"); return ctx.info.selectionSetList.length - 1;', ''],
    ['the stash', 'ctx.stash.n = (ctx.stash.n ?? 0) + 1; return ctx.stash.n;', ''],
    ['a value that a utility made', 'const h = util.http.copyHeaders({ n: 0 }); h.n += 1; return h.n;', ''],
    ['a template’s strings', 'return String.raw`a`.length;', ''],
  ])('%s starts afresh', (_, body, outside) => {
    const handlers = runtime.compile(resolverCode(body, { outside }), 'Query.a');

    expect([evaluateRequest(handlers).value, evaluateRequest(handlers).value]).toEqual([1, 1]);
  });

  it.each([
    'const map = [].map; map.seen = 1;',
    'const raw = "x".replace; raw.seen = 1;',
    'const auto = util.autoId; auto.seen = 1;',
    'const time = util.time; time.seen = 1;',
    'const all = util; all.seen = 1;',
    'const prototype = [].constructor["prototype"]; prototype.seen = 1;',
    'const log = console.log; log.seen = 1;',
    'const keys = Object.keys; keys.seen = 1;',
  ])('nothing can be kept by `%s`', (body) => {
    const handlers = runtime.compile(resolverCode(body), 'Query.a');

    expect(() => evaluateRequest(handlers)).toThrow(
      expect.objectContaining({ errorType: 'Code', message: expect.stringContaining('not extensible') }),
    );
  });

  it('a member that is named like one of every object can still be set', () => {
    const body =
      'const counts = {}; for (const k of ["toString", "constructor", "valueOf"]) { counts[k] = 1; } return counts;';

    const { value } = evaluateRequest(runtime.compile(resolverCode(body), 'Query.a'));

    expect(value).toEqual({ toString: 1, constructor: 1, valueOf: 1 });
  });

  it('the stash is changed, never replaced', () => {
    const body = 'const context = ctx; ctx.stash.kept = 1; context.stash = { lost: 1 }; return 1;';

    expect(evaluateRequest(runtime.compile(resolverCode(body), 'Query.a')).stash).toBe('{"kept":1}');
  });
});

describe('code without an end', () => {
  it.each([
    ['const a = [1]; for (const b of a) { a.push(b); }', ''],
    ['const a = [1]; for (const b of a) { grow(a); }', 'const grow = (list) => list.push(1);'],
    ['const a = [1]; for (const b of a) { [a].forEach((list) => list.push(b)); }', ''],
    ['const a = [1]; for (const b of a) { a[a.length] = b; }', ''],
    ['const o = { a: [1] }; for (const b of o.a) { Object.values(o)[0].push(b); }', ''],
    [
      `const a = "x".concat(JSON.stringify(ctx.info)).split(""); ${'for (const b of a) '.repeat(9)} { ctx.stash.n = b; }`,
      '',
    ],
    ['return util.matches("(a+)+b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");', ''],
  ])('is stopped: %s', (body, outside) => {
    const handlers = createRuntime(20).compile(resolverCode(body, { outside }), 'Query.a');

    expect(() => evaluateRequest(handlers)).toThrow('code.js: the evaluation took longer than 20 ms');
  });

  it('leaves the runtime fit for the next evaluation', () => {
    const impatient = createRuntime(20);
    const endless = impatient.compile(resolverCode('const a = [1]; for (const b of a) { a.push(b); }'), 'Query.a');
    expect(() => evaluateRequest(endless)).toThrow('20 ms');

    const { value } = evaluateRequest(impatient.compile(resolverCode('return 2;'), 'Query.b'));

    expect(value).toBe(2);
  });

  it('is no matter for loops that raise errors or return early', () => {
    const raising = runtime.compile(
      resolverCode('for (const a of [1, 2]) { util.error("No " + a, "Refused"); }'),
      'Query.a',
    );
    const early = runtime.compile(resolverCode('[1, 2].forEach((a) => runtime.earlyReturn(a));'), 'Query.a');

    expect(() => evaluateRequest(raising)).toThrow(expect.objectContaining({ message: 'No 1', errorType: 'Refused' }));
    expect(evaluateRequest(early)).toEqual({ value: 1, stash: '{}', earlyReturn: { skipTo: 'NEXT' } });
  });

  it('that a text outgrows is a fault of the code', () => {
    const body = 'return [..."0123456789012345678901234567890123456789"].reduce((s) => s + s, "xx");';

    expect(() => evaluateRequest(runtime.compile(resolverCode(body), 'Query.a'))).toThrow(
      /^code\.js:2:\d+: RangeError: Invalid string length$/,
    );
  });
});
