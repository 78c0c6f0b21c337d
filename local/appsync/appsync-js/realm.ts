import { compileFunction, createContext, runInContext } from 'node:vm';
import { arrayMethods, globalValues, staticMethods, stringMethods } from './built-ins.ts';
import { compileJavaPattern } from './java-pattern.ts';

/** A bare JavaScript world with nothing in it but what APPSYNC_JS documents, all of it frozen. */
export interface Realm {
  /** Compiles a function body; `code.js` in stack traces. The function may be called any number of times. */
  compile(body: string): (utils: object) => unknown;
  /** Parses JSON to objects of this realm. */
  parse(text: string): unknown;
  /** Defines a global for good, frozen with everything it holds. */
  define(name: string, value: object): void;
}

/** Where `console.log` and `console.error` of resolver code go. */
export type ConsoleSink = (level: 'INFO' | 'ERROR', values: readonly unknown[]) => void;

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
}

const strict = "'use strict';";

/**
 * Makes a realm. `node:vm` is no security boundary: resolver code is the project's own, and the checker keeps it to
 * the language that AppSync runs; the realm makes what the checker cannot see statically (the receiver of a method)
 * fail here as it does there.
 */
export function createRealm(sink: ConsoleSink): Realm {
  const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  const intrinsics: Intrinsics = runInContext(
    '({ globalThis, Object, Number, String, Array, Boolean, Function, Math, JSON })',
    context,
  );
  const { parse } = intrinsics.JSON;
  replaceBuiltIns(intrinsics, sink);
  keepDocumented(intrinsics);
  return {
    // The prefix stands before the first column of the code.
    compile: (body) =>
      compileFunction(strict + body, ['utils'], {
        parsingContext: context,
        filename: 'code.js',
        columnOffset: -strict.length,
      }) as (utils: object) => unknown,
    parse: (text) => parse(text),
    define: (name, value) => defineForGood(intrinsics.globalThis, name, deepFreeze(value)),
  };
}

function replaceBuiltIns(intrinsics: Intrinsics, sink: ConsoleSink): void {
  const { parse } = intrinsics.JSON;
  const { sort } = intrinsics.Array.prototype;
  const { replace, replaceAll } = intrinsics.String.prototype;
  Object.assign(intrinsics.JSON, {
    // AppSync's parse answers invalid JSON with a blank string instead of an error.
    parse: (text: string) => {
      try {
        return parse(text);
      } catch {
        return '';
      }
    },
  });
  define(intrinsics.String.prototype, 'replace', function (this: string, pattern: string, replacement: string) {
    return Reflect.apply(replace, this, [compileJavaPattern(pattern), replacement]);
  });
  define(intrinsics.String.prototype, 'replaceAll', function (this: string, pattern: string, replacement: string) {
    return Reflect.apply(replaceAll, this, [compileJavaPattern(pattern, 'g'), replacement]);
  });
  define(intrinsics.Array.prototype, 'sort', function (this: unknown[], ...comparators: readonly unknown[]) {
    if (comparators.length > 0) throw new TypeError('sort takes no comparator in APPSYNC_JS');
    return Reflect.apply(sort, this, []);
  });
  intrinsics.globalThis.console = {
    log: (...values: unknown[]) => sink('INFO', values),
    error: (...values: unknown[]) => sink('ERROR', values),
  };
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
}

function defineForGood(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: false, configurable: false, enumerable: false });
}

// The engine itself needs the conversions of primitives; the checker keeps resolver code from calling them.
const conversions = new Set(['constructor', 'length', 'name', 'prototype', 'toString', 'valueOf']);

function keepDocumented(intrinsics: Intrinsics): void {
  const realmGlobals = intrinsics.globalThis;
  const none: ReadonlySet<string> = new Set();
  for (const name of ['Object', 'Number', 'String', 'Math', 'JSON'] as const)
    keep(intrinsics[name], staticMethods[name] ?? none);
  keep(intrinsics.Array, none);
  keep(intrinsics.Boolean, none);
  keep(intrinsics.Function, none);
  keep(intrinsics.Object.prototype, none);
  keep(intrinsics.Number.prototype, none);
  keep(intrinsics.Boolean.prototype, none);
  keep(intrinsics.Function.prototype, none);
  keep(intrinsics.String.prototype, stringMethods);
  keep(intrinsics.Array.prototype, arrayMethods);
  const { globalThis: _unfreezable, ...objects } = intrinsics;
  for (const object of Object.values(objects)) {
    Object.freeze(object);
    if (typeof object === 'function') Object.freeze(object.prototype);
  }
  for (const name of Object.getOwnPropertyNames(realmGlobals)) {
    if (name in staticMethods) {
      defineForGood(realmGlobals, name, realmGlobals[name]);
    } else if (!globalValues.has(name)) delete realmGlobals[name];
  }
  Object.freeze(realmGlobals.console);
}

// Symbol-keyed properties stay: for-of and spread go through them.
function keep(target: object, documented: ReadonlySet<string>): void {
  for (const name of Object.getOwnPropertyNames(target)) {
    if (documented.has(name) || conversions.has(name)) continue;
    if (Object.getOwnPropertyDescriptor(target, name)?.configurable) Reflect.deleteProperty(target, name);
  }
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  return Object.freeze(value);
}
