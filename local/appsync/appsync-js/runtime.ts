import { FieldError } from '../execution/field-error.ts';
import { checkResolver, formatProblem } from './check.ts';
import { withinEvaluatedSize } from './evaluated-size.ts';
import { EarlyReturn, type Evaluated, type Evaluation, type SelectionInfo, type SharedMembers } from './evaluation.ts';
import { freeName, mayRunLong, ResolverSyntaxError, toFunctionBody } from './module.ts';
import { createRealm, type Realm } from './realm.ts';
import { createUtilsModule } from './utils-module.ts';

/** The APPSYNC_JS runtime: compiles resolver code to handlers. */
export interface Runtime {
  /** Checks and compiles a bundle once; throws ResolverSyntaxError that lists every problem with its place. */
  compile(code: string, name: string): Handlers;
}

/** Runs one handler of a resolver; the module is evaluated afresh each time, so nothing carries over. */
export type Handlers = (evaluation: Evaluation) => Evaluated;

type Handler = (ctx: object) => unknown;

/**
 * Makes an APPSYNC_JS runtime: one bare realm for all resolvers of an API. It stands for AppSync's JavaScript runtime
 * 1.0.0; it leaves out what `utils-module.ts` names, the modules for DynamoDB, RDS and Bedrock, and the type check of
 * TypeScript that AppSync makes on top of its rules. `timeLimitMs` is the longest that code with loops or patterns may
 * run.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-util-reference-js.html
 */
export function createRuntime(timeLimitMs = 1000): Runtime {
  // Evaluations are synchronous, so at most one is under way.
  let current: Evaluation | undefined;
  const currentEvaluation = () => {
    if (!current) throw new Error('utilities of @aws-appsync/utils work only inside a handler');
    return current;
  };
  const realm = createRealm((level, values) => currentEvaluation().log(level, toLogLine(values)));
  const utils = Object.fromEntries(
    Object.entries(createUtilsModule(currentEvaluation)).map(([name, value]) => [name, realm.define(name, value)]),
  );

  return {
    compile(code, name) {
      const evaluateModule = compile(realm, code, name);
      const run = mayRunLong(code) ? limited(realm, timeLimitMs) : runHandler;
      return (evaluation) => {
        current = evaluation;
        try {
          return run(realm, () => evaluateModule(utils)[evaluation.handler], evaluation);
        } finally {
          current = undefined;
        }
      };
    },
  };
}

function compile(realm: Realm, code: string, name: string) {
  const problems = checkResolver(code, { fileName: `${name}.js` }).map(formatProblem);
  if (problems.length > 0) throw new ResolverSyntaxError(`resolver ${name}:\n${problems.join('\n')}`);
  const parameter = freeName('utils', code);
  return realm.compile(toFunctionBody(code, parameter), parameter) as (
    utils: object,
  ) => Record<'request' | 'response', Handler>;
}

// The limit costs more than an evaluation, so it is only for code that can run long.
function limited(realm: Realm, timeLimitMs: number): typeof runHandler {
  return (...parameters) => {
    let evaluated: Evaluated | undefined;
    try {
      realm.runWithin(timeLimitMs, () => {
        evaluated = runHandler(...parameters);
      });
    } catch (error) {
      if (!isTimeout(error)) throw error;
      throw new FieldError(`code.js: the evaluation took longer than ${timeLimitMs} ms`, 'Code');
    }
    return evaluated as Evaluated;
  };
}

// The error is one of the realm's, so it is no instance of our Error.
const isTimeout = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

function runHandler(realm: Realm, evaluateModule: () => Handler, evaluation: Evaluation): Evaluated {
  const context = realm.parse(`{${evaluation.contextMembers},"stash":${evaluation.stash}}`) as ResolverContext;
  context.args = context.arguments;
  if (evaluation.sharedMembers) addShared(realm, context, evaluation.sharedMembers);
  addSelection(realm, context.info, evaluation.selection);
  // Code may change the stash; what else it puts in its place is lost.
  const { stash } = context;
  try {
    const value = callHandler(evaluateModule(), context);
    if (!(value instanceof EarlyReturn)) return { value: toPlain(value), stash: JSON.stringify(stash) };
    const { skipTo } = value;
    return { value: toPlain(value.value), stash: JSON.stringify(stash), earlyReturn: { skipTo } };
  } catch (error) {
    throw error instanceof FieldError ? error : toCodeError(error);
  }
}

function callHandler(handler: Handler, context: object): unknown {
  try {
    return handler(context);
  } catch (error) {
    if (error instanceof EarlyReturn) return error;
    throw error;
  }
}

interface ResolverContext {
  arguments: unknown;
  args: unknown;
  readonly stash: object;
  readonly info: object;
}

const sharedNames = ['identity', 'request', 'env'] as const;

/** Adds the members that most handlers never read: each is parsed when it is read first, and stays. */
function addShared(realm: Realm, context: object, shared: SharedMembers): void {
  for (const name of sharedNames) {
    Object.defineProperty(context, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = realm.parse(shared[name]());
        Object.defineProperty(context, name, { value, enumerable: true });
        return value;
      },
    });
  }
}

// JSON.stringify(ctx.info) leaves both out on AppSync, so they are not enumerable.
function addSelection(realm: Realm, info: object, selection: SelectionInfo): void {
  let list: unknown;
  Object.defineProperty(info, 'selectionSetList', {
    get() {
      list ??= realm.parse(JSON.stringify(selection.selectionSetList()));
      return list;
    },
  });
  Object.defineProperty(info, 'selectionSetGraphQL', { get: selection.selectionSetGraphQL });
}

// Results leave the realm as copies, by the rules of JSON: undefined is dropped, NaN becomes null.
function toPlain(value: unknown): unknown {
  if (typeof value === 'string') return withinEvaluatedSize(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? null : (value ?? null);
  return JSON.parse(withinEvaluatedSize(JSON.stringify(value)));
}

/**
 * A fault of resolver code as AppSync reports it: the place in the bundle, then the JavaScript error.
 * https://github.com/aws/aws-appsync-community/issues/328
 */
function toCodeError(error: unknown): FieldError {
  const { name = 'Error', message = String(error), stack = '' } = error as Partial<Error>;
  return new FieldError(`${placeIn(stack)}: ${name}: ${message}`, 'Code');
}

// https://docs.aws.amazon.com/appsync/latest/devguide/test-resolvers-js.html
function toLogLine(values: readonly unknown[]): string {
  const texts = values.map((value) => JSON.stringify(value) ?? String(value));
  return `${placeIn(new Error().stack ?? '')}: ${texts.join(' ')}`;
}

const placeIn = (stack: string) => /code\.js:\d+:\d+/.exec(stack)?.[0] ?? 'code.js';
