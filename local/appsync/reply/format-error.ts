import { GraphQLError, type GraphQLSchema, type SourceLocation } from 'graphql';
import { FieldError } from '../execution/field-error.ts';
import { completionMessage } from './completion-messages.ts';

/** One entry of `errors` in a reply; only errors that a field raised have the three optional members. */
export interface ReplyError {
  readonly path: readonly (string | number)[] | null;
  readonly data?: unknown;
  readonly errorType?: string | null;
  readonly errorInfo?: unknown;
  readonly locations: readonly (SourceLocation & { readonly sourceName: null })[] | null;
  readonly message: string;
}

/**
 * Puts an error of execution into AppSync's shape. What no resolver raised on purpose is masked, and handed to
 * `reportInternal` as it is.
 */
export function formatError(
  error: GraphQLError,
  schema: GraphQLSchema,
  reportInternal: (error: GraphQLError) => void,
): ReplyError {
  const { originalError } = error;
  const path = error.path ?? null;
  if (originalError instanceof FieldError) return fieldError(error, originalError);
  const completion = completionMessage(error, schema);
  if (completion) return { path, locations: null, message: completion };
  // graphql-js's own words about the request; no fault of ours.
  if (!originalError || originalError instanceof GraphQLError) {
    return fieldError(error, new FieldError(argumentMessage(error.message)));
  }
  reportInternal(error);
  return fieldError(
    error,
    new FieldError('An internal failure occurred while resolving this field.', 'InternalFailure'),
  );
}

/** A variable may be null, or absent, where the argument that it is given to may not. */
function argumentMessage(message: string): string {
  const [, name, type] =
    /^Argument "(\w+)" of (?:required|non-null) type "(.+?)" (?:was provided the variable|must not be null)/.exec(
      message,
    ) ?? [];
  return name === undefined ? message : `Argument '${name}' has coerced Null value for NonNull type '${type}'`;
}

function fieldError(error: GraphQLError, { message, data, errorType, errorInfo }: FieldError): ReplyError {
  const locations = (error.locations ?? []).map(({ line, column }) => ({ line, column, sourceName: null }));
  return { path: error.path ?? null, data, errorType, errorInfo, locations, message };
}
