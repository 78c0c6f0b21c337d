import { type ASTNode, type DocumentNode, type GraphQLError, type GraphQLSchema, Kind, print } from 'graphql';
import type { ReplyError } from '../reply/format-error.ts';
import { javaLiteral } from './java-literal.ts';
import { findPlaces, type Place } from './query-path.ts';
import { validationWordings } from './validation-wordings.ts';
import { describeWrongValue } from './wrong-value.ts';

/** Puts the findings of graphql-js's validation into AppSync's words and shape, one for each faulty argument. */
export function translateValidationErrors(
  errors: readonly GraphQLError[],
  document: DocumentNode,
  schema: GraphQLSchema,
): ReplyError[] {
  if (errors.length === 0) return [];
  const places = findPlaces(new Set(errors.map(faultyNode).filter((node) => node !== undefined)), document);
  const translated = errors
    .filter(({ message }) => !message.startsWith('Too many validation errors'))
    .map((error) => translate(error, places, schema));
  const seen = new Set<string>();
  return translated.filter((error) => {
    const key = JSON.stringify(error);
    return !seen.has(key) && seen.add(key);
  });
}

function translate(error: GraphQLError, places: ReadonlyMap<ASTNode, Place>, schema: GraphQLSchema): ReplyError {
  const node = faultyNode(error);
  if (!node) return { path: null, locations: null, message: error.message };
  const { fields, argument, variable } = places.get(node) ?? nowhere;
  for (const [pattern, type, describe] of validationWordings) {
    const match = pattern.exec(error.message);
    if (!match) continue;
    const description = describe(...match.slice(1));
    // Fields in conflict are a fault of the selection around them; each of them is named by its place.
    if (type === 'FieldsConflict') return wording(type, description, fields.slice(0, -1), error.nodes ?? [node]);
    return wording(type, description, fields, [node]);
  }
  if (argument) {
    return wording('WrongType', describeWrongValue(node, argument, schema, error), fields, [argument.node]);
  }
  if (variable?.defaultValue) {
    const description = `Bad default value ${javaLiteral(variable.defaultValue)} for type ${print(variable.type)}`;
    return wording('BadValueForDefaultArg', description, fields, [variable]);
  }
  // What is left are our own rules, which speak graphql-java's words already.
  return { path: null, locations: locationsOf([node]), message: error.message };
}

const nowhere: Place = { fields: [], argument: undefined, variable: undefined };

// graphql-js also points at the operation or the variable's definition; graphql-java at the fault alone.
function faultyNode({ nodes }: GraphQLError): ASTNode | undefined {
  const definitions: readonly string[] = [Kind.OPERATION_DEFINITION, Kind.VARIABLE_DEFINITION];
  return nodes?.findLast(({ kind }) => !definitions.includes(kind)) ?? nodes?.[0];
}

function wording(type: string, description: string, fields: readonly string[], nodes: readonly ASTNode[]): ReplyError {
  const suffix = fields.length > 0 ? ` @ '${fields.join('/')}'` : '';
  const message = `Validation error of type ${type}: ${description}${suffix}`;
  return { path: null, locations: locationsOf(nodes), message };
}

function locationsOf(nodes: readonly ASTNode[]): ReplyError['locations'] {
  return nodes.flatMap(({ loc }) => {
    if (!loc) return [];
    const { line, column } = loc.startToken;
    return [{ line, column, sourceName: null }];
  });
}
