import { FieldError } from '../execution/field-error.ts';
import { checkResolver, formatProblem } from './check.ts';
import { withinEvaluatedSize } from './evaluated-size.ts';
import { EarlyReturn, type Evaluated, type Evaluation, type SelectionInfo } from './evaluation.ts';
import { ResolverSyntaxError, toFunctionBody } from './module.ts';
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
 * 1.0.0; it leaves out what `utils-module.ts` names and the service's limit on evaluation time.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-util-reference-js.html
 */
export function createRuntime(): Runtime {
  // Evaluations are synchronous, so at most one is under way.
  let current: Evaluation | undefined;
  const currentEvaluation = () => {
    if (!current) throw new Error('utilities of @aws-appsync/utils work only inside a handler');
    return current;
  };
  const realm = createRealm((level, values) => currentEvaluation().log(level, values.map(logText).join(' ')));
  const utils = createUtilsModule(currentEvaluation);
  for (const [name, value] of Object.entries(utils)) realm.define(name, value);

  return {
    compile(code, name) {
      const evaluateModule = compile(realm, code, name);
      return (evaluation) => {
        current = evaluation;
        try {
          return runHandler(realm, () => evaluateModule(utils)[evaluation.handler], evaluation);
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
  return realm.compile(toFunctionBody(code)) as (utils: object) => Record<'request' | 'response', Handler>;
}

function runHandler(realm: Realm, evaluateModule: () => Handler, evaluation: Evaluation): Evaluated {
  const context = realm.parse(`{${evaluation.contextMembers},"stash":${evaluation.stash}}`) as ResolverContext;
  context.args = context.arguments;
  addSelection(context.info, evaluation.selection);
  const { stash } = context;
  try {
    const value = toPlain(evaluateModule()(context));
    return { value, stash: JSON.stringify(stash) };
  } catch (error) {
    if (error instanceof EarlyReturn) {
      return { value: toPlain(error.value), stash: JSON.stringify(stash), earlyReturn: { skipTo: error.skipTo } };
    }
    throw error instanceof FieldError ? error : toCodeError(error);
  }
}

interface ResolverContext {
  arguments: unknown;
  args: unknown;
  readonly stash: object;
  readonly info: object;
}

// JSON.stringify(ctx.info) leaves both out on AppSync, so they are not enumerable.
function addSelection(info: object, selection: SelectionInfo): void {
  Object.defineProperty(info, 'selectionSetList', { get: selection.selectionSetList });
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
  const place = /code\.js:\d+:\d+/.exec(stack)?.[0] ?? 'code.js';
  return new FieldError(`${place}: ${name}: ${message}`, 'Code');
}

const logText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
