import { type DocumentNode, type GraphQLSchema, specifiedRules, validate } from 'graphql';
import type { ReplyError } from '../reply/format-error.ts';
import { unparsable } from '../request/read-request.ts';
import { finiteFloats } from './finite-floats.ts';
import { introspectionOff } from './introspection-rule.ts';
import { parseDocument } from './operation.ts';
import { translateValidationErrors } from './validation-messages.ts';

/** A parsed document and what validation found. */
export interface PreparedDocument {
  readonly document: DocumentNode;
  /** Empty for a valid document. */
  readonly errors: readonly ReplyError[];
}

const maximumDocuments = 500;
// A document this long is a one-off: generated, with its values in it.
const maximumCachedLength = 50_000;

/**
 * Makes a function that parses and validates a query, and remembers the most recently used ones: clients send the same
 * few documents over and over.
 */
export function createDocumentCache(schema: GraphQLSchema, introspection: boolean) {
  const rules = [...specifiedRules, finiteFloats, ...(introspection ? [] : [introspectionOff])];
  const documents = new Map<string, PreparedDocument>();
  const prepare = (query: string): PreparedDocument => {
    try {
      const document = parseDocument(query);
      return { document, errors: translateValidationErrors(validate(schema, document, rules), document, schema) };
    } catch (error) {
      // Parsing and validating go down one call or more for each level; graphql-java refuses such nesting as it parses.
      throw isStackOverflow(error) ? unparsable() : error;
    }
  };
  return (query: string): PreparedDocument => {
    const known = documents.get(query);
    const prepared = known ?? prepare(query);
    if (query.length > maximumCachedLength) return prepared;
    // A Map keeps the order of insertion, so the first key is the one unused for longest.
    if (known) documents.delete(query);
    else if (documents.size >= maximumDocuments) documents.delete(documents.keys().next().value ?? '');
    documents.set(query, prepared);
    return prepared;
  };
}

const isStackOverflow = (error: unknown) => error instanceof RangeError && /call stack/.test(error.message);
