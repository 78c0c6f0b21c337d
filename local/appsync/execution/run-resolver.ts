import { GraphQLError, type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import type { Evaluated, Evaluation } from '../appsync-js/evaluation.ts';
import { maximumHeaderCharacters } from '../appsync-js/modules/http.ts';
import type { Handlers, Runtime } from '../appsync-js/runtime.ts';
import { type Outcome, sendRequest, type Target } from '../data-sources/send-request.ts';
import type { AppSyncOptions, DataSource, PipelineResolver, ResolverOptions, ResolverStep } from '../options.ts';
import { FieldError } from './field-error.ts';
import type { RequestContext } from './request-context.ts';
import { selectData, selectionSetGraphQL, selectionSetList } from './selection-set.ts';

/** Resolves one field: graphql-js's resolver function with our context. */
export type FieldResolver = (
  source: unknown,
  args: Readonly<Record<string, unknown>>,
  context: RequestContext,
  info: GraphQLResolveInfo,
) => unknown;

/** Compiles a resolver of the API to a function of its field. */
export function createFieldResolver(
  resolver: ResolverOptions,
  dataSources: AppSyncOptions['dataSources'],
  runtime: Runtime,
): FieldResolver {
  const name = `${resolver.typeName}.${resolver.fieldName}`;
  const compileStep = (step: ResolverStep, key: string): Step => ({
    handlers: runtime.compile(step.code, key),
    target: { source: find(dataSources, step.dataSourceName, key), key, maxBatchSize: step.maxBatchSize },
  });
  if (resolver.kind === 'UNIT') {
    const step = compileStep(resolver, name);
    return (source, args, context, info) => {
      const run = startRun(name, source, args, context, info);
      const ran = runStep(step, run, ',"prev":null');
      return ran instanceof Promise ? context.batches.whileResolving(info, ran.then(readValue)) : ran.value;
    };
  }
  const runPipeline = pipeline(resolver, name, runtime, compileStep);
  return (source, args, context, info) =>
    context.batches.whileResolving(info, runPipeline(source, args, context, info));
}

function pipeline(
  resolver: PipelineResolver,
  name: string,
  runtime: Runtime,
  compileStep: (step: ResolverStep, key: string) => Step,
): (...field: Parameters<FieldResolver>) => Promise<unknown> {
  const around = runtime.compile(resolver.code, name);
  const steps = resolver.functions.map((step, index) => compileStep(step, `${name}[${index}]`));
  return async (source, args, context, info) => {
    const run = startRun(name, source, args, context, info);
    const before = evaluate(around, 'request', run, ',"prev":null');
    let previous = before.value;
    if (!before.earlyReturn) {
      for (const step of steps) {
        const { value, earlyReturn } = await runStep(step, run, `,"prev":${json({ result: previous })}`);
        previous = value;
        if (earlyReturn?.skipTo === 'END') break;
      }
    }
    const result = json(previous);
    return evaluate(around, 'response', run, `,"prev":{"result":${result}},"result":${result}`).value;
  };
}

interface Step {
  readonly handlers: Handlers;
  readonly target: Target;
}

/** One run of a resolver: its evaluations come one after the other and share all but these three members. */
interface Run extends Evaluation {
  readonly context: RequestContext;
  readonly baseMembers: string;
  readonly info: GraphQLResolveInfo;
  handler: Evaluation['handler'];
  contextMembers: string;
  stash: string;
}

function find(dataSources: AppSyncOptions['dataSources'], name: string, resolver: string): DataSource {
  const source = dataSources[name];
  if (!source) throw new Error(`resolver ${resolver}: there is no data source "${name}"`);
  return source;
}

function startRun(
  name: string,
  source: unknown,
  args: Readonly<Record<string, unknown>>,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Run {
  const parentTypeName = info.parentType.name;
  const { fieldName, variableValues: variables } = info;
  return {
    context,
    info,
    baseMembers:
      `"arguments":${json(args)},"source":${json(source)},` +
      `"info":${json({ fieldName, parentTypeName, variables })}`,
    sharedMembers: context.sharedMembers,
    handler: 'request',
    contextMembers: '',
    stash: '{}',
    selection: {
      selectionSetList() {
        return selectionSetList(info);
      },
      selectionSetGraphQL() {
        return selectionSetGraphQL(info);
      },
    },
    authType: 'User Pool Authorization',
    parentTypeName,
    fieldName,
    log(level, message) {
      context.log({ level, requestId: context.requestId, field: name, message });
    },
    appendError(error) {
      context.appendedErrors.push(locate(withSelectedData(error, info), info));
    },
    addResponseHeader(header, value) {
      return addResponseHeader(context, header, value);
    },
  };
}

function addResponseHeader({ responseHeaders }: RequestContext, header: string, value: string): boolean {
  const all = [...responseHeaders, [header, value]].flat().join('');
  if (all.length > maximumHeaderCharacters) return false;
  responseHeaders.set(header, value);
  return true;
}

function withSelectedData(error: FieldError, info: GraphQLResolveInfo): FieldError {
  if (error.data === null) return error;
  return new FieldError(error.message, error.errorType, selectData(error.data, info), error.errorInfo);
}

function locate(error: FieldError, info: GraphQLResolveInfo): GraphQLError {
  const path = responsePathAsArray(info.path);
  return new GraphQLError(error.message, { nodes: info.fieldNodes, path, originalError: error });
}

type StepResult = Omit<Evaluated, 'stash'>;

/** Runs a step, at once where the data source replies at once: a promise for each field costs as much as all the rest. */
function runStep({ handlers, target }: Step, run: Run, members: string): StepResult | Promise<StepResult> {
  const request = evaluate(handlers, 'request', run, members);
  if (request.earlyReturn) return request;
  const respond = (outcome: Outcome): StepResult => {
    if (outcome === 'no-response') return { value: null };
    // The response handler may well hide it from the caller.
    if (!outcome.ok) run.log('ERROR', `${outcome.error.type}: ${outcome.error.message}`);
    return evaluate(handlers, 'response', run, members + resultMembers(outcome));
  };
  const outcome = sendRequest(target, request.value, run.context, run.info);
  return outcome instanceof Promise ? outcome.then(respond) : respond(outcome);
}

const readValue = ({ value }: StepResult) => value;

// A failed data source fails no field by itself: the response handler sees it in ctx.error and decides.
function resultMembers(outcome: Exclude<Outcome, 'no-response'>): string {
  return outcome.ok ? `,"result":${json(outcome.payload)}` : `,"result":null,"error":${json(outcome.error)}`;
}

function evaluate(handlers: Handlers, handler: Evaluation['handler'], run: Run, members: string): Evaluated {
  // What is evaluated at once gives no timer a chance.
  run.context.deadline.check();
  try {
    run.handler = handler;
    run.contextMembers = run.baseMembers + members;
    const evaluated = handlers(run);
    run.stash = evaluated.stash;
    return evaluated;
  } catch (error) {
    throw error instanceof FieldError ? withSelectedData(error, run.info) : error;
  }
}

const json = (value: unknown) => JSON.stringify(value) ?? 'null';
