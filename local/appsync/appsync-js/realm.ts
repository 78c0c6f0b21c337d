import { compileFunction, createContext, runInContext, Script } from 'node:vm';
import { arrayMethods, globalValues, staticMethods, stringMethods } from './built-ins.ts';
import { createJavaReplacement } from './java-replacement.ts';

/** A bare JavaScript world with nothing in it but what APPSYNC_JS documents, all of it frozen. */
export interface Realm {
  /** Compiles the body of a function of one parameter; `code.js` in stack traces. */
  compile(body: string, parameter: string): (argument: object) => unknown;
  /** Parses JSON to objects of this realm. */
  parse(text: string): unknown;
  /**
   * Defines a global for good and gives what resolver code sees of it: frozen objects and functions of this realm that
   * call those of `value` and copy what these return.
   */
  define(name: string, value: object): unknown;
  /** Runs `work` and stops it at the limit by throwing an error with code `ERR_SCRIPT_EXECUTION_TIMEOUT`. */
  runWithin(limitMs: number, work: () => void): void;
}

/** Where `console.log` and `console.error` of resolver code go. */
export type ConsoleSink = (level: 'INFO' | 'ERROR', values: readonly unknown[]) => void;

type HostFunction = (...values: never[]) => unknown;

interface Intrinsics {
  readonly globalThis: Record<string, unknown>;
  readonly Object: ObjectConstructor;
  readonly Number: NumberConstructor;
  readonly String: StringConstructor;
  readonly Array: ArrayConstructor;
  readonly Boolean: BooleanConstructor;
  readonly Function: FunctionConstructor;
  readonly Math: Math;
  readonly JSON: JSON;
  /** Makes a function of the realm that calls one from outside. */
  readonly wrap: (outside: HostFunction) => HostFunction;
  /** The same for a method, which gets its receiver as first argument. */
  readonly wrapMethod: (outside: HostFunction) => HostFunction;
}

const strict = "'use strict';";

/**
 * Makes a realm. `node:vm` is no security boundary: resolver code is the project's own, and the checker keeps it to
 * the language that AppSync runs; the realm makes what the checker cannot see statically (the receiver of a method, a
 * computed name) fail here as it does there. Nothing of the outside can be reached from within.
 */
export function createRealm(sink: ConsoleSink): Realm {
  const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  const intrinsics: Intrinsics = runInContext(
    `${strict}({ globalThis, Object, Number, String, Array, Boolean, Function, Math, JSON,
      wrap: (outside) => (...values) => outside(...values),
      wrapMethod: (outside) => ({ method(...values) { return outside(this, ...values); } }).method })`,
    context,
  );
  const { parse } = intrinsics.JSON;
  replaceBuiltIns(intrinsics, sink);
  keepDocumented(intrinsics);
  return {
    // The prefix stands before the first column of the code.
    compile: (body, parameter) =>
      compileFunction(strict + body, [parameter], {
        parsingContext: context,
        filename: 'code.js',
        columnOffset: -strict.length,
      }) as (argument: object) => unknown,
    parse: (text) => parse(text),
    define: (name, value) => {
      const inside = bring(intrinsics, parse, value);
      defineForGood(intrinsics.globalThis, name, inside);
      return inside;
    },
    runWithin: createTimeLimit(intrinsics, (script, timeout) => script.runInContext(context, { timeout })),
  };
}

// A script is the only thing that node:vm can stop, so the work is called from one.
function createTimeLimit(intrinsics: Intrinsics, run: (script: Script, timeout: number) => void) {
  let pending: () => void = () => undefined;
  defineForGood(intrinsics.globalThis, 'runPending', Object.freeze(intrinsics.wrap(() => pending())));
  const script = new Script('runPending()');
  return (limitMs: number, work: () => void) => {
    pending = work;
    run(script, limitMs);
  };
}

function bring(intrinsics: Intrinsics, parse: JSON['parse'], value: object): unknown {
  const copy = (result: unknown) =>
    typeof result === 'object' && result !== null ? parse(JSON.stringify(result)) : result;
  const visit = (outside: unknown): unknown => {
    if (typeof outside === 'function') {
      return Object.freeze(intrinsics.wrap((...values) => copy(Reflect.apply(outside, undefined, values))));
    }
    const inside = parse('{}');
    for (const [name, member] of Object.entries(Object(outside))) {
      Object.defineProperty(inside, name, { value: visit(member), enumerable: true });
    }
    return Object.freeze(inside);
  };
  return visit(value);
}

function replaceBuiltIns(intrinsics: Intrinsics, sink: ConsoleSink): void {
  const { wrap, wrapMethod } = intrinsics;
  const { parse } = intrinsics.JSON;
  const { sort } = intrinsics.Array.prototype;
  // AppSync's parse answers invalid JSON with a blank string instead of an error.
  const parseOrBlank = (text: string) => {
    try {
      return parse(text);
    } catch {
      return '';
    }
  };
  redefine(intrinsics.JSON, 'parse', wrap(parseOrBlank));
  for (const name of ['replace', 'replaceAll'] as const) {
    const original = intrinsics.String.prototype[name] as HostFunction;
    redefine(intrinsics.String.prototype, name, wrapMethod(createJavaReplacement(original, name)));
  }
  const sortWithoutComparator = (array: unknown[], ...comparators: readonly unknown[]) => {
    if (comparators.length > 0) throw new TypeError('sort takes no comparator in APPSYNC_JS');
    return Reflect.apply(sort, array, []);
  };
  redefine(intrinsics.Array.prototype, 'sort', wrapMethod(sortWithoutComparator));
  const console = parse('{}');
  console.log = wrap((...values: unknown[]) => sink('INFO', values));
  console.error = wrap((...values: unknown[]) => sink('ERROR', values));
  intrinsics.globalThis.console = console;
}

function redefine(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
}

function defineForGood(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: false, configurable: false, enumerable: false });
}

// The engine itself needs the conversions of primitives; the checker keeps resolver code from calling them.
const conversions = new Set(['length', 'name', 'prototype', 'toString', 'valueOf']);

function keepDocumented(intrinsics: Intrinsics): void {
  const { globalThis: realmGlobals, wrap: _wrap, wrapMethod: _wrapMethod, ...objects } = intrinsics;
  const none: ReadonlySet<string> = new Set();
  const prototypeMethods: Readonly<Record<string, ReadonlySet<string>>> = {
    String: stringMethods,
    // V8 maps and slices faster while every array knows its constructor.
    Array: new Set([...arrayMethods, 'constructor']),
  };
  for (const name of ['toString', 'valueOf'] as const) letOverride(intrinsics, name);
  for (const [name, object] of Object.entries(objects)) {
    keep(object, staticMethods[name] ?? none);
    // The prototype of functions is one itself, so that freezing its owner freezes it too.
    if (typeof object === 'function') keep(object.prototype, prototypeMethods[name] ?? none);
    freezeDeep(object);
    if (typeof object === 'function') freezeDeep(object.prototype);
  }
  freezeDeep(realmGlobals.console as object);
  for (const name of Object.getOwnPropertyNames(realmGlobals)) {
    if (name in staticMethods) {
      defineForGood(realmGlobals, name, realmGlobals[name]);
    } else if (!globalValues.has(name)) delete realmGlobals[name];
  }
}

// What a frozen prototype holds, no object may be given as a property of its own, unless there is a setter.
function letOverride({ Object: { prototype }, wrap, wrapMethod }: Intrinsics, name: 'toString' | 'valueOf'): void {
  const inherited = Object.freeze(prototype[name]);
  const set = wrapMethod((object: object, value: unknown) =>
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true }),
  );
  Object.defineProperty(prototype, name, { get: wrap(() => inherited), set, configurable: true });
}

// Symbol-keyed properties stay: for-of and spread go through them.
function keep(target: object, documented: ReadonlySet<string>): void {
  for (const name of Object.getOwnPropertyNames(target)) {
    if (documented.has(name) || conversions.has(name)) continue;
    if (Object.getOwnPropertyDescriptor(target, name)?.configurable) Reflect.deleteProperty(target, name);
  }
}

function freezeDeep(target: object): void {
  for (const key of Reflect.ownKeys(target)) {
    const { value, get, set } = Object.getOwnPropertyDescriptor(target, key) ?? {};
    for (const method of [value, get, set]) if (typeof method === 'function') Object.freeze(method);
  }
  Object.freeze(target);
}
