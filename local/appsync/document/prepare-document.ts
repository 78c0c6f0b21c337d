import {
  type DocumentNode,
  type GraphQLSchema,
  MaxIntrospectionDepthRule,
  OverlappingFieldsCanBeMergedRule,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import type { ReplyError } from '../reply/format-error.ts';
import { unparsable } from '../request/read-request.ts';
import { fieldCount } from './field-count.ts';
import { fieldsCanBeMerged } from './fields-can-be-merged.ts';
import { finiteFloats } from './finite-floats.ts';
import { goodFaithIntrospection } from './good-faith-introspection.ts';
import { introspectionOff } from './introspection-rule.ts';
import { parseDocument } from './operation.ts';
import { translateValidationErrors } from './validation-messages.ts';

/** A parsed document and what validation found. */
export interface PreparedDocument {
  readonly document: DocumentNode;
  /** Empty for a valid document. */
  readonly errors: readonly ReplyError[];
}

/** In characters of all documents that are remembered; a syntax tree takes about a hundred bytes for each. */
const maximumCached = 500_000;
// A document this long is a one-off: generated, with its values in it.
const maximumCachedLength = 20_000;

/** graphql-js's rules, but for two that graphql-java has in a better form. */
const rulesOfBoth = specifiedRules.filter(
  (rule) => rule !== OverlappingFieldsCanBeMergedRule && rule !== MaxIntrospectionDepthRule,
);
const rulesWithIntrospection: readonly ValidationRule[] = [
  ...rulesOfBoth,
  fieldCount,
  fieldsCanBeMerged,
  goodFaithIntrospection,
  finiteFloats,
];

/**
 * Makes a function that parses and validates a query, and remembers the most recently used ones: clients send the same
 * few documents over and over.
 */
export function createDocumentCache(schema: GraphQLSchema, introspection: boolean) {
  const rules = introspection ? rulesWithIntrospection : [...rulesWithIntrospection, introspectionOff];
  const documents = new Map<string, PreparedDocument>();
  let cached = 0;
  const prepare = (query: string): PreparedDocument => {
    try {
      const document = parseDocument(query);
      const errors = validate(schema, document, rules, { hideSuggestions: true });
      return { document, errors: translateValidationErrors(errors, document, schema) };
    } catch (error) {
      // Parsing and validating go down one call or more for each level; graphql-java refuses such nesting as it parses.
      throw isStackOverflow(error) ? unparsable() : error;
    }
  };
  const remember = (query: string, prepared: PreparedDocument) => {
    documents.set(query, prepared);
    cached += query.length;
    // A Map keeps the order of insertion, so the first key is the one unused for longest.
    for (const oldest of documents.keys()) {
      if (cached <= maximumCached) break;
      documents.delete(oldest);
      cached -= oldest.length;
    }
  };
  return (query: string): PreparedDocument => {
    const known = documents.get(query);
    if (known) {
      documents.delete(query);
      documents.set(query, known);
      return known;
    }
    const prepared = prepare(query);
    if (query.length <= maximumCachedLength) remember(query, prepared);
    return prepared;
  };
}

const isStackOverflow = (error: unknown) => error instanceof RangeError && /call stack/.test(error.message);
