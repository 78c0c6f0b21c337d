import type { Call } from './call.ts';
import { RecourseError } from './errors.ts';
import type { TypedDocumentString } from './generated/operations.ts';
import { graphqlError } from './graphql-error.ts';
import { postGraphQL } from './post-graphql.ts';
import { askWithRetries } from './retry.ts';

/** One operation, its variables, and the root field that is its answer. */
export interface Question<Data, Variables, Field extends keyof Data> {
  readonly document: TypedDocumentString<Data, Variables>;
  readonly variables: Variables;
  readonly field: Field;
}

/** The value of the root field, and the API's own id of the request that gave it. */
export interface Answer<Value> {
  readonly value: NonNullable<Value>;
  readonly requestId: string | null;
}

/** Where the API is, and who asks. */
export interface Asker {
  /** URL of the GraphQL endpoint. */
  readonly endpoint: string;
  /** A Cognito ID or access token, or a function that gives a fresh one for each request and retry. */
  readonly token: string | (() => string | Promise<string>);
}

/** Asks one question for one caller, with retries; rejects with RecourseError. */
export function ask<Data, Variables, Field extends keyof Data>(
  asker: Asker,
  call: Call,
  question: Question<Data, Variables, Field>,
): Promise<Answer<Data[Field]>> {
  return askWithRetries([call], (signal) => askOnce(asker, question, signal));
}

/** Asks one question by one request, which the signal calls off; rejects with RecourseError or what the token function throws. */
export async function askOnce<Data, Variables, Field extends keyof Data>(
  { endpoint, token }: Asker,
  { document, variables, field }: Question<Data, Variables, Field>,
  signal: AbortSignal,
): Promise<Answer<Data[Field]>> {
  const { data, errors, requestId } = await postGraphQL<Data>(endpoint, {
    query: document.toString(),
    variables,
    token: typeof token === 'string' ? token : await token(),
    signal,
  });
  const [failure] = errors ?? [];
  if (failure) throw graphqlError(failure, requestId);
  const value = data?.[field];
  if (value == null) throw new RecourseError(`${endpoint} answered with neither data nor an error`, { requestId });
  return { value, requestId };
}
