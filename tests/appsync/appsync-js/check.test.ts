import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { checkResolver, formatProblem } from '../../../local/appsync/appsync-js/check.ts';

const response = 'export function response(ctx) { return ctx.result; }';

/** Checks code in the request handler: line 2 and on, so that each case keeps its columns. */
function check(body: string, outside = '') {
  const code = `export function request(ctx) {\n${body}\nreturn {}; }\n${response}\n${outside}`;
  return checkResolver(code, { fileName: 'code.js' }).map(({ line, column, rule }) => `${line}:${column} ${rule}`);
}

describe('the checker refuses', () => {
  it.each([
    ['try { } catch { }', ['2:1 no-try']],
    ['throw 1;', ['2:1 no-throw']],
    ['while (true) { }', ['2:1 no-while']],
    ['do { } while (true)', ['2:1 no-while']],
    ['for (;;) { }', ['2:1 no-for']],
    ['for (const a of [1]) { continue; }', ['2:24 no-continue']],
    ['here: for (const a of [1]) { break here; }', ['2:1 no-labels', '2:30 no-labels']],
    ['class A { b() { } }', ['2:1 no-classes']],
    ['const a = this;', ['2:11 no-this']],
    ['const a = new Object();', ['2:11 no-new', '2:15 no-disallowed-methods']],
    ['const a = async () => 1;', ['2:11 no-async']],
    ['const a = async () => { await 1; };', ['2:11 no-async', '2:25 no-await']],
    ['function* a() { yield 1; }', ['2:1 no-generators', '2:17 no-yield']],
    ['let a = 1; a++;', ['2:12 no-disallowed-unary-operators']],
    ['let a = 1; --a;', ['2:12 no-disallowed-unary-operators']],
    ['const a = ~1;', ['2:11 no-disallowed-unary-operators']],
    ['const a = "b" in ctx;', ['2:11 no-in-operator']],
    ['const a = ctx instanceof Object;', ['2:11 no-disallowed-binary-operators', '2:26 no-disallowed-methods']],
    ['const a = 2 ** 3;', ['2:11 no-disallowed-binary-operators']],
    ['let a = 1; a ??= 2;', ['2:12 no-disallowed-assignment-operators']],
    ['const a = /x/;', ['2:11 no-regex']],
    ['const a = 1n;', ['2:11 no-bigint']],
    ['const a = (1, 2);', ['2:12 no-sequence']],
    ['const a = { get b() { return 1; } };', ['2:13 no-accessors']],
    ['const f = (a = 1) => a;', ['2:12 no-default-parameters']],
    ['const a = import("x");', ['2:11 no-dynamic-import']],
    ['debugger;', ['2:1 no-debugger']],
    ['const a = Date.now();', ['2:11 no-undocumented-global']],
    ['const a = Promise.resolve(1);', ['2:11 no-undocumented-global']],
    ['const a = parseInt("1");', ['2:11 no-undocumented-global']],
    ['const a = Array.from([1]);', ['2:11 no-undocumented-global']],
    ['const a = Number("1");', ['2:11 no-disallowed-methods']],
    ['const a = Math.sqrt(4);', ['2:11 no-disallowed-methods']],
    ['const a = Math.PI;', ['2:11 no-disallowed-methods']],
    ['const a = Math["sqrt"](4);', ['2:11 no-disallowed-methods']],
    ['const a = Object.freeze({});', ['2:11 no-disallowed-methods']],
    ['const a = Object;', ['2:11 no-disallowed-methods']],
    ['const a = "x".includes("y");', ['2:11 no-disallowed-methods']],
    ['const a = "x".padStart(2);', ['2:11 no-disallowed-methods']],
    ['const a = (1).toFixed(2);', ['2:11 no-disallowed-methods']],
    ['const a = [1].at(0);', ['2:11 no-disallowed-methods']],
    ['const f = () => 1; const a = f.call();', ['2:30 no-disallowed-methods']],
    ['const a = [2, 1].sort((x, y) => x - y);', ['2:11 no-comparator', '2:23 no-function-passing']],
    ['const a = [1][ctx.args.method]();', ['2:11 no-dynamic-call']],
    ['const a = (() => 1)();', ['2:11 no-dynamic-call']],
    ['const a = (f) => f();', ['2:18 no-dynamic-call']],
    ['const a = util.toJson({});', ['2:11 no-unknown-utility']],
    ['const a = util.time.now();', ['2:11 no-unknown-utility']],
    ['const a = util.rds.toJsonObject({});', ['2:11 not-emulated']],
    ['const a = html`x`;', ['2:11 no-tagged-templates', '2:11 no-undocumented-global']],
    ['const f = (g) => 1; f(() => 2);', ['2:23 no-function-passing']],
    ['const f = () => 1; const g = (h) => 1; g(f);', ['2:42 no-function-passing']],
    ['const f = () => { return () => 1; };', ['2:19 no-function-return']],
    ['const f = () => () => 1;', ['2:17 no-function-return']],
    ['let f = () => 1; f = 2;', ['2:18 no-function-reassign']],
    ['const f = (n) => f(n);', ['2:18 no-recursion']],
    ['function f() { return g(); } function g() { return f(); }', ['2:23 no-recursion', '2:52 no-recursion']],
    ['const f = (n) => [n].map((m) => f(m));', ['2:33 no-recursion']],
    ['ctx = {};', ['2:1 no-disallowed-re-assignment']],
    ['ctx.stash = {};', ['2:1 no-disallowed-re-assignment']],
    ['delete ctx.result;', ['2:1 no-disallowed-re-assignment']],
    ['const f = (g) => [g].map((x) => h(x)); const h = (x) => f(x);', ['2:33 no-recursion', '2:57 no-recursion']],
    ['[ctx.stash] = [{}];', ['2:1 no-disallowed-re-assignment']],
    ['({ a: ctx.prev = 1 } = {});', ['2:2 no-disallowed-re-assignment']],
    ['for (ctx.result of [1]) { }', ['2:1 no-disallowed-re-assignment']],
    ['util.time = 1;', ['2:1 no-disallowed-re-assignment']],
    ['Math.max = 1;', ['2:1 no-disallowed-re-assignment']],
    ['undefined = 1;', ['2:1 no-disallowed-re-assignment']],
    ['undeclared = 1;', ['2:1 no-undocumented-global']],
    ['new.target;', ['2:1 no-meta-properties']],
    ['const a = import.meta;', ['2:11 no-meta-properties']],
    ['const a = { b() { return super.c; } };', ['2:26 no-super']],
    ['const a = { set b(c) { } };', ['2:13 no-accessors']],
    ['const a = { __proto__: ctx };', ['2:13 no-prototype']],
    ['const a = { "__proto__": ctx };', ['2:13 no-prototype']],
    ['const a = eval("1");', ['2:11 no-undocumented-global']],
    ['const a = arguments[0];', ['2:11 no-undocumented-global']],
    ['const a = new Function("return 1");', ['2:11 no-new', '2:15 no-undocumented-global']],
    ['const a = new Map();', ['2:11 no-new', '2:15 no-undocumented-global']],
    ['const a = globalThis.Object;', ['2:11 no-undocumented-global']],
    ['const a = Symbol.iterator;', ['2:11 no-undocumented-global']],
    ['const a = isNaN(1);', ['2:11 no-undocumented-global']],
    ['setTimeout(() => 1, 1);', ['2:1 no-undocumented-global', '2:12 no-function-passing']],
    ['const a = fetch("x");', ['2:11 no-undocumented-global']],
    ['const a = process.env;', ['2:11 no-undocumented-global']],
    ['try { } catch (e) { return e.message; }', ['2:1 no-try']],
    ['for await (const a of []) { }', ['2:5 syntax']],
    ['for (const a in ctx.args) { continue; }', ['2:29 no-continue']],
    ['const a = (b) => { throw b; };', ['2:20 no-throw']],
    ['let a = 2; a **= 2;', ['2:12 no-disallowed-assignment-operators']],
    ['let a = 2; a ||= 2;', ['2:12 no-disallowed-assignment-operators']],
    ['let a = 2; a &&= 2;', ['2:12 no-disallowed-assignment-operators']],
    ['const f = () => 1; f.apply(ctx, []);', ['2:20 no-disallowed-methods']],
    ['const a = Math.max.apply(null, [1, 2]);', ['2:11 no-disallowed-methods']],
    ['const f = () => 1; const g = f.bind(ctx);', ['2:30 no-disallowed-methods']],
    ['const a = "x"["constructor"]("y");', ['2:11 no-dynamic-call']],
    ['const a = [].constructor(3);', ['2:11 no-disallowed-methods']],
    ['const a = { f: () => 1 }; a.f();', ['2:27 no-disallowed-methods']],
    ['const a = (1).toString();', ['2:11 no-disallowed-methods']],
    ['const a = "x".match("y");', ['2:11 no-disallowed-methods']],
    ['const a = util["autoId"]();', ['2:11 no-dynamic-call']],
    ['const a = util.time[ctx.args.name]();', ['2:11 no-dynamic-call']],
    ['util.autoId.count = 1;', ['2:1 no-disallowed-re-assignment', '2:1 no-unknown-utility']],
    ['const a = util.xml.toMap("<a/>");', ['2:11 not-emulated']],
    ['extensions.setSubscriptionFilter({});', ['2:1 not-emulated']],
    ['extensions.evictFromApiCache("Query", "a", {});', ['2:1 not-emulated']],
    ['extensions.nope();', ['2:1 no-unknown-utility']],
    ['const a = util.matches("a++", "a");', ['2:24 no-unsupported-pattern']],
    ['const a = "x".replace("(", "");', ['2:23 no-unsupported-pattern']],
    ['const a = "x".replaceAll(`(?>x)`, "");', ['2:26 no-unsupported-pattern']],
  ])('%s', (body, expected) => {
    expect(check(body).toSorted()).toEqual(expected.toSorted());
  });

  it.each([
    ['import { x } from "node:fs";', '5:1 no-unsupported-module'],
    ['import { select } from "@aws-appsync/utils/rds";', '5:1 no-unsupported-module'],
    ['import { nope } from "@aws-appsync/utils";', '5:10 no-unsupported-module'],
    ['import * as utils from "@aws-appsync/utils";', '5:8 no-namespace-import'],
    ['export default 1;', '5:1 named-exports'],
  ])('%s', (outside, expected) => {
    expect(check('', outside)).toEqual([expected]);
  });

  it('code without both handlers', () => {
    expect(checkResolver('export const request = 1;', { fileName: 'x.js' }).map(formatProblem)).toEqual([
      'x.js:1:1 named-exports: the module exports no function request',
      'x.js:1:1 named-exports: the module exports no function response',
    ]);
  });

  it('code that does not parse, at the place where it stops', () => {
    expect(checkResolver('export const a = ;', { fileName: 'x.js' })).toEqual([
      { file: 'x.js', line: 1, column: 18, rule: 'syntax', message: 'Unexpected token' },
    ]);
  });

  it('code over 32,768 characters', () => {
    expect(check('', `// ${'x'.repeat(32_768)}`)).toEqual(['1:1 code-size']);
  });
});

describe('the checker takes', () => {
  it.each([
    'const { a, ...rest } = ctx.args; const [b, ...c] = [1, ...[2]]; return { ...rest, a, b, c };',
    'let n = 0; for (const x of [1, 2]) { n += x; } for (const k in ctx.args) { if (k === "stop") break; }',
    'switch (ctx.args.a) { case 1: return 1; default: return -ctx.args.b ?? !true; }',
    'const out = []; for (const x of ctx.args.list) { out.push(x); } return out;',
    'const f = (x) => x * 2; return [1].map(f).filter((x) => x > 1).reduce((sum, x) => sum + x, 0);',
    'function add(x, ...more) { return x + more.length; } return add(1, 2);',
    'return Object.entries(ctx.args).map(([key, value]) => key + `is ` + JSON.stringify(value)).join("&");',
    'ctx.stash.x = 1; delete ctx.stash.x; return typeof ctx.prev?.result;',
    'if (Number.isNaN(1) || undefined === NaN) { console.log(Math.max(1, Infinity)); }',
    'return util.time.nowISO8601() + String.raw`a\\b` + util.autoId();',
    'const list = ctx.args.list; return list.sort().slice(0, 2);',
    'const { limit = 20, nested: { a = 1 } } = ctx.args; const [b = 2] = []; return limit + a + b;',
    'for (const id of ctx.args.ids) { ctx.stash.ids.push(id); }',
    'ctx.stash.a.b = ctx.args.constructor; ctx.stash.seen = true;',
    'let a = 7; a <<= 1; a >>>= 1; a |= 8; a ^= 1; a &= 15; return a >> 1 === void 0;',
    'return util.matches("^[a-z]+$", ctx.args.a) && ctx.args.a.replace("\\\\s+", " ");',
    'const { __proto__ } = ctx.args; return { __proto__ };',
  ])('%s', (body) => {
    expect(check(body)).toEqual([]);
  });

  it('an import under another name, as bundling makes it', () => {
    expect(check('return util2.autoId();', 'import { util as util2 } from "@aws-appsync/utils";')).toEqual([]);
    expect(check('return util2.nope();', 'import { util as util2 } from "@aws-appsync/utils";')).toEqual([
      '2:8 no-unknown-utility',
    ]);
  });

  it('a name that is shadowed as what it means there', () => {
    expect(check('const Date = { now: 1 }; return Date.now;')).toEqual([]);
    expect(check('const f = () => 1; const g = (f) => [f].concat(f);')).toEqual([]);
  });
});

describe('a problem in a bundle', () => {
  it('is reported at its place in the TypeScript source', () => {
    const source = [
      "import { util, type Context } from '@aws-appsync/utils';",
      'interface Args { readonly name: string }',
      'export function request(ctx: Context<Args>) {',
      '  // a comment that the bundle loses',
      '  return { payload: ctx.args.name.padEnd(10) };',
      '}',
      'export function response(ctx: Context<Args>) {',
      "  if (ctx.error) util.error('x');",
      '  return Date.now();',
      '}',
    ].join('\n');
    const bundle = buildSync({
      stdin: { contents: source, loader: 'ts', sourcefile: 'Query.sample.ts', resolveDir: '/project/resolvers' },
      bundle: true,
      sourcemap: 'inline',
      sourcesContent: false,
      target: 'esnext',
      platform: 'node',
      format: 'esm',
      external: ['@aws-appsync/utils'],
      write: false,
      outfile: '/project/resolvers/Query.sample.js',
    });

    const problems = checkResolver(bundle.outputFiles[0]?.text ?? '', { fileName: 'resolvers/Query.sample.js' });

    expect(problems).toMatchObject([
      { file: 'resolvers/Query.sample.ts', line: 5, column: 21, rule: 'no-disallowed-methods' },
      { file: 'resolvers/Query.sample.ts', line: 9, column: 10, rule: 'no-undocumented-global' },
    ]);
  });

  it('is found by the maps of other bundlers, and told in the bundle where the map is damaged', () => {
    const map = (json: string) =>
      `//# sourceMappingURL=data:application/json;charset=utf-8;base64,${Buffer.from(json).toString('base64')}`;
    const code = `${'//\n'.repeat(3)}export function request(ctx) { throw 1; }\n${response}\n`;
    // Line 4 of the bundle is line 1 of the source.
    const mapped = JSON.stringify({ version: 3, sources: ['../src/a.ts'], names: [], mappings: ';;;AAAA' });

    expect(checkResolver(code + map(mapped), { fileName: 'out/a.js' })).toMatchObject([{ file: 'src/a.ts', line: 1 }]);
    expect(checkResolver(code + map('{'), { fileName: 'out/a.js' })).toMatchObject([{ file: 'out/a.js', line: 4 }]);
  });
});
