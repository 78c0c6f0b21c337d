import type { CustomerRanking, Model, Prediction, StrategyRanking } from '../graphql/generated/types.ts';
import { openRegistry } from './active-model.ts';
import { readEnvironment } from './environment.ts';
import { InternalFailureError, InvalidCustomerError, RecourseError } from './errors.ts';
import { createObservability } from './observability.ts';
import { createQuestions, type Questions } from './questions.ts';
import { createScorer, type ScoredStrategy } from './score.ts';
import { smokeTest } from './smoke-test.ts';
import { openWarehouse } from './warehouse.ts';

/** What a resolver sends: the field, its arguments, the request's id, and when its answer is too late, in epoch milliseconds. */
export type PredictionsEvent =
  | AboutCustomers<'predictOutcome'>
  | AboutCustomers<'rankStrategies'>
  | AboutCustomers<'rankCustomers'>
  | (FromResolver & { readonly field: 'model'; readonly arguments: Readonly<Record<string, never>> })
  | SmokeTestEvent;

interface FromResolver {
  readonly requestId: string;
  readonly deadline: number;
}

interface AboutCustomers<Field extends keyof Questions> extends FromResolver {
  readonly field: Field;
  readonly arguments: Parameters<Questions[Field]>[0];
}

/** What the training workflow sends before a new version answers; no resolver does. */
export interface SmokeTestEvent {
  readonly field: 'smokeTest';
  readonly arguments: { readonly probabilityFunction: string };
}

/** What a resolver gets back: the field's value, or a failure to raise with `util.error`. */
export type PredictionsReply =
  | { readonly data: Answer }
  | { readonly error: { readonly type: string; readonly message: string; readonly info: unknown } };

type Answer = Prediction | StrategyRanking | CustomerRanking[] | Model | readonly ScoredStrategy[];

/** AppSync gives a request 30 s and this function has 28; what is left is for the way back. */
const budgetMs = 25_000;

const environment = readEnvironment(process.env);
const { logger, measure, countError, publish } = createObservability();
const warehouse = openWarehouse(environment, measure);
const registry = openRegistry(warehouse, environment.REDSHIFT_SCHEMA);
const score = createScorer(warehouse, registry, environment.REDSHIFT_SCHEMA);

/**
 * The Lambda behind every field. AppSync's BatchInvoke sends a list of events and gets a list of replies; all customers of an
 * invocation cost one statement. Failures are data, too: expected ones by their type, anything else as InternalFailure.
 */
export async function handler(
  event: PredictionsEvent | readonly PredictionsEvent[],
  context: { readonly awsRequestId: string },
): Promise<PredictionsReply | readonly PredictionsReply[] | undefined> {
  const events = [event].flat() as readonly PredictionsEvent[];
  const requestId = requestIdOf(events) ?? context.awsRequestId;
  logger.appendKeys({ requestId, function_request_id: context.awsRequestId });
  // Their replies travel together, so that the first to be too late would hold up the others.
  const deadlines = events.flatMap((one) => ('deadline' in one && Number.isFinite(one.deadline) ? [one.deadline] : []));
  const deadline = Math.min(Date.now() + budgetMs, ...deadlines);
  const questions = createQuestions(score, deadline);
  measure('Questions', events.length);
  try {
    const replies = await Promise.all(
      events.map((one) => reply(one, () => answer(one, questions, deadline), requestId)),
    );
    return Array.isArray(event) ? replies : replies[0];
  } finally {
    publish(requestId);
  }
}

/** The events of a BatchInvoke come from one request, whose id AppSync's log has, too. */
function requestIdOf(events: readonly PredictionsEvent[]): string | undefined {
  return events.flatMap((one) => ('requestId' in one ? [one.requestId] : []))[0];
}

async function reply(
  event: PredictionsEvent,
  ask: () => Promise<Answer>,
  requestId: string,
): Promise<PredictionsReply> {
  const { field } = event;
  const begun = performance.now();
  const seen = () => ({ field, milliseconds: Math.round(performance.now() - begun) });
  try {
    const data = await ask();
    logger.info('answered', seen());
    return { data };
  } catch (error) {
    // The training tries again after some errors, known by their names, and ends in any other, whose cause it tells.
    if (field === 'smokeTest') throw error;
    const failure = error instanceof RecourseError ? error : new InternalFailureError({ cause: error });
    const { errorType: type, message, info, cause } = failure;
    countError(type);
    // What a customer got wrong is theirs, and not for the log; any other failure is for the operator, with its cause.
    if (failure instanceof InvalidCustomerError) logger.info('refused', { ...seen(), errorType: type });
    else logger.error('failed', { ...seen(), errorType: type, error: message, cause: describe(cause) });
    return { error: { type, message, info: { ...info, requestId } } };
  }
}

function answer(event: PredictionsEvent, questions: Questions, deadline: number): Promise<Answer> {
  switch (event.field) {
    case 'predictOutcome':
      return questions.predictOutcome(event.arguments);
    case 'rankStrategies':
      return questions.rankStrategies(event.arguments);
    case 'rankCustomers':
      return questions.rankCustomers(event.arguments);
    case 'model':
      return describeModel(deadline);
    case 'smokeTest':
      return smokeTest(warehouse, environment.REDSHIFT_SCHEMA, event.arguments.probabilityFunction, deadline);
    default:
      throw new Error('No resolver sends such a field');
  }
}

async function describeModel(deadline: number): Promise<Model> {
  const { state, active } = await registry.findModel(deadline);
  return { state, version: active?.version ?? null, evaluation: active?.evaluation ?? null };
}

function describe(error: unknown): string | undefined {
  if (error === undefined) return undefined;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
