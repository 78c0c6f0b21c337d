import { isDeepStrictEqual } from 'node:util';
import type { GraphQLErrorEntry } from '../../client/errors.ts';
import type { GraphQLReply } from '../../client/post-graphql.ts';

/** A reply to one of the questions. */
export type Answer = GraphQLReply<Readonly<Record<string, unknown>>>;

type ErrorInfo = Readonly<Record<string, unknown>>;

const tellsRequest = ({ requestId }: ErrorInfo, answer: Answer) => requestId === answer.requestId;
const tellsWhen = ({ retryAfterMs }: ErrorInfo) => typeof retryAfterMs === 'number' && retryAfterMs > 0;

/** What an error of a type must tell. */
const errorInfos: Readonly<Record<string, (info: ErrorInfo, answer: Answer) => boolean>> = {
  InvalidCustomer: tellsRequest,
  Throttled: (info, answer) => tellsWhen(info) && tellsRequest(info, answer),
  WarehouseUnavailable: (info, answer) => tellsWhen(info) && tellsRequest(info, answer),
  PredictionTimedOut: tellsRequest,
  InternalFailure: tellsRequest,
};

/**
 * What is wrong with an answer: undefined when each of its fields has the value, or the refusal, of the right answer or an
 * error of a type that may be, which tells what errors of its type tell.
 */
export function faultOf(answer: Answer, right: Answer, mayBe: readonly string[]): string | undefined {
  const fields = Object.keys(right.data ?? {});
  return fields.map((field) => faultOfField(field, answer, right, mayBe)).find((fault) => fault !== undefined);
}

function faultOfField(field: string, answer: Answer, right: Answer, mayBe: readonly string[]): string | undefined {
  const value = answer.data?.[field] ?? null;
  const error = errorAt(field, answer);
  const rightError = errorAt(field, right);
  if (!error) {
    if (value === null) return `${field} has neither a value nor an error`;
    const isRight = !rightError && isDeepStrictEqual(value, right.data?.[field]);
    return isRight ? undefined : `${field} has a wrong answer: ${JSON.stringify(value).slice(0, 300)}`;
  }
  if (value !== null) return `${field} has an error and a value`;
  const isRight = rightError && isSameRefusal(error, rightError);
  return faultOfError(field, error, answer, isRight ? [...mayBe, 'InvalidCustomer'] : mayBe);
}

function faultOfError(
  field: string,
  error: GraphQLErrorEntry,
  answer: Answer,
  mayBe: readonly string[],
): string | undefined {
  const { errorType, errorInfo } = error;
  if (typeof errorType !== 'string' || !mayBe.includes(errorType)) {
    return `${field} has the error ${errorType ?? 'without a type'}: ${error.message}`;
  }
  const info = typeof errorInfo === 'object' && errorInfo !== null ? { ...errorInfo } : {};
  return errorInfos[errorType]?.(info, answer)
    ? undefined
    : `${field}: ${errorType} tells only ${JSON.stringify(errorInfo)}`;
}

function errorAt(field: string, { errors = [] }: Answer): GraphQLErrorEntry | undefined {
  return errors.find(({ path }) => path?.[0] === field);
}

/** Only the request's id differs from time to time. */
function isSameRefusal(error: GraphQLErrorEntry, right: GraphQLErrorEntry): boolean {
  const told = ({ errorType, message, errorInfo }: GraphQLErrorEntry) => {
    return { errorType, message, info: { ...(errorInfo as object), requestId: undefined } };
  };
  return isDeepStrictEqual(told(error), told(right));
}
