import type { BundleProblem } from './appsync-js/check/problem.ts';
import { checkBundle } from './appsync-js/check.ts';
import type { Evaluated, Evaluation } from './appsync-js/evaluation.ts';
import { createRuntime } from './appsync-js/runtime.ts';
import { authTypeOf } from './auth/auth-type.ts';
import { FieldError } from './execution/field-error.ts';

/** The input of EvaluateCode. */
export interface EvaluateCodeInput {
  /** A resolver bundle of 1 to 32,768 characters. */
  readonly code: string;
  /** `ctx` as JSON, 2 to 28,000 characters; what it does not hold is empty. */
  readonly context: string;
  /** @default `request` */
  readonly function?: 'request' | 'response';
  readonly runtime: { readonly name: 'APPSYNC_JS'; readonly runtimeVersion: '1.0.0' };
}

/** The output of EvaluateCode. */
export interface EvaluateCodeOutput {
  /** What the handler returned, as JSON; absent after an error. */
  readonly evaluationResult?: string;
  readonly error?: { readonly message: string; readonly codeErrors: readonly CodeError[] };
  /** What the handler logged: level, place in the code, values. */
  readonly logs: readonly string[];
  /** The stash as the handler left it, as JSON. */
  readonly stash: string;
  /** The errors that the reply would hold, as a JSON list: those of `util.error` and `util.appendError`. */
  readonly outErrors: string;
}

/** Something in the code that AppSync does not take. */
export interface CodeError {
  readonly errorType: 'LINT_ERROR' | 'PARSER_ERROR';
  readonly value: string;
  /** Line and column 1 and up, in the bundle; the span in characters. */
  readonly location: { readonly line: number; readonly column: number; readonly span: number };
}

/** What AppSync answers to input that it does not take. */
export class BadRequestException extends Error {
  override readonly name = 'BadRequestException';
}

/**
 * Stands for AppSync's operation EvaluateCode: runs one handler of a resolver bundle on a context that the caller makes
 * up. Leaves out the type check of TypeScript and the check of the context's members. It gives a promise, as the AWS
 * SDK's client does, so that a test can turn to AWS instead.
 * https://docs.aws.amazon.com/appsync/latest/APIReference/API_EvaluateCode.html
 *
 * @throws BadRequestException when the input has not the form that the service asks for.
 */
export async function evaluateCode(input: EvaluateCodeInput): Promise<EvaluateCodeOutput> {
  const { stash = {}, ...context } = readContext(input);
  const problems = checkBundle(input.code);
  if (problems.length > 0) return { ...nothing, error: refusal(problems), stash: JSON.stringify(stash) };
  const logs: string[] = [];
  const errors: FieldError[] = [];
  const evaluation = toEvaluation(input, context, JSON.stringify(stash), { logs, errors });
  const { error, value, stash: left } = evaluate(input.code, evaluation);
  if (error) errors.push(error);
  return {
    ...(error ? { error: { message: error.message, codeErrors: [] } } : { evaluationResult: JSON.stringify(value) }),
    logs,
    stash: left,
    outErrors: JSON.stringify(errors.map(toOutError)),
  };
}

const nothing = { logs: [], outErrors: '[]' };

interface MockContext extends Readonly<Record<string, unknown>> {
  readonly info?: Readonly<Record<string, unknown>>;
}

function readContext({ code, context, function: handler = 'request', runtime }: EvaluateCodeInput): MockContext {
  if (runtime.name !== 'APPSYNC_JS' || runtime.runtimeVersion !== '1.0.0') refuse('the runtime is APPSYNC_JS 1.0.0');
  if (code.length === 0 || code.length > 32_768) refuse('the code has 1 to 32,768 characters');
  if (context.length < 2 || context.length > 28_000) refuse('the context has 2 to 28,000 characters');
  if (handler !== 'request' && handler !== 'response') refuse('the function is request or response');
  try {
    const parsed: unknown = JSON.parse(context);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return refuse('the context is a JSON object');
}

function refuse(rule: string): never {
  throw new BadRequestException(`EvaluateCode: ${rule}`);
}

function toEvaluation(
  { function: handler = 'request' }: EvaluateCodeInput,
  { arguments: args, args: sameArgs = {}, info = {}, ...members }: MockContext,
  stash: string,
  { logs, errors }: { readonly logs: string[]; readonly errors: FieldError[] },
): Evaluation {
  const { selectionSetList = [], selectionSetGraphQL = '', ...plainInfo } = info;
  const context = { identity: null, source: null, prev: null, env: {}, ...members };
  const all = { request: { headers: {}, domainName: null }, ...context, arguments: args ?? sameArgs, info: plainInfo };
  return {
    handler,
    contextMembers: JSON.stringify(all).slice(1, -1),
    stash,
    selection: {
      selectionSetList: () => selectionSetList as readonly string[],
      selectionSetGraphQL: () => String(selectionSetGraphQL),
    },
    authType: authTypeOf(context.identity),
    parentTypeName: String(info.parentTypeName ?? ''),
    fieldName: String(info.fieldName ?? ''),
    log: (level, message) => logs.push(`${level} - ${message}`),
    appendError: (error) => errors.push(error),
    addResponseHeader: () => true,
  };
}

function evaluate(
  code: string,
  evaluation: Evaluation,
): Pick<Evaluated, 'stash'> & { readonly value?: unknown; readonly error?: FieldError } {
  try {
    return createRuntime().compile(code, 'code')(evaluation);
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    return { error, stash: evaluation.stash };
  }
}

function refusal(problems: readonly BundleProblem[]): NonNullable<EvaluateCodeOutput['error']> {
  const codeErrors = problems.map(
    ({ line, column, span, rule, message }): CodeError => ({
      errorType: rule === 'syntax' ? 'PARSER_ERROR' : 'LINT_ERROR',
      value: `code.js(${line},${column}): error ${rule}: ${message}`,
      location: { line, column, span },
    }),
  );
  return { message: codeErrors.map(({ value }) => value).join('\n'), codeErrors };
}

const toOutError = ({ message, errorType, data, errorInfo }: FieldError) => ({ message, errorType, data, errorInfo });
