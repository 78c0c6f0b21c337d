import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { unparsable } from '../request/read-request.ts';
import { RequestError } from '../request/request-error.ts';

/** graphql-java's own limits, https://graphql-java.com/documentation/v21/limits. */
const maximumTokens = 15_000;
const maximumCharacters = 1024 * 1024;

/** Parses a GraphQL document; throws RequestError with AppSync's answer to a syntax error and to one too long. */
export function parseDocument(query: string): DocumentNode {
  if (query.length > maximumCharacters) throw unparsable();
  try {
    return parse(query, { maxTokens: maximumTokens });
  } catch (error) {
    if (error instanceof GraphQLError) throw unparsable();
    throw error;
  }
}

/** Picks the operation to execute; throws RequestError when the name is missing or names none. */
export function pickOperation(document: DocumentNode, operationName: string | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operationName !== undefined) {
    const named = operations.find(({ name }) => name?.value === operationName);
    if (!named) throw new RequestError(400, 'BadRequestException', `Unknown operation named '${operationName}'.`);
    return named;
  }
  const [first, second] = operations;
  if (!first) throw unparsable();
  if (second) throw new RequestError(400, 'BadRequestException', 'Missing operation name.');
  return first;
}

/** Refuses what this endpoint does not serve: subscriptions, and operations the schema has no type for. */
export function assertServed({ operation }: OperationDefinitionNode, schema: GraphQLSchema): void {
  if (operation === 'subscription') {
    throw new RequestError(400, 'UnsupportedOperation', 'Subscriptions are not served over HTTP.');
  }
  if (!schema.getRootType(operation)) {
    throw new RequestError(
      400,
      'BadRequestException',
      `Schema is not configured for ${operation === 'query' ? 'queries' : 'mutations'}.`,
    );
  }
}
