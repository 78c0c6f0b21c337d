import { type ASTNode, type DocumentNode, type GraphQLError, type GraphQLSchema, getLocation, Kind } from 'graphql';
import type { ReplyError } from '../reply/format-error.ts';
import { placeOf } from './query-path.ts';
import { describeWrongValue } from './wrong-value.ts';

/** From a message of graphql-js: graphql-java's error type and description. */
type Rule = readonly [pattern: RegExp, type: string, describe: (...groups: readonly string[]) => string];

const namedType = (type: string) => type.replace(/[[\]!]/g, '');

/**
 * AppSync validates with graphql-java, so its texts are graphql-java's. Each row turns one message of graphql-js into
 * the type and description that graphql-java gives the same fault.
 * https://github.com/graphql-java/graphql-java/blob/v15.0/src/main/java/graphql/validation/rules
 */
const rules: readonly Rule[] = [
  [
    /^Cannot query field "(.+?)" on type "(.+?)"/,
    'FieldUndefined',
    (field, type) => `Field '${field}' in type '${type}' is undefined`,
  ],
  [/^Unknown type "(.+?)"/, 'UnknownType', (type) => `Unknown type ${type}`],
  [
    /^Field "(.+?)" of type "(.+?)" must have (?:a selection|at least)/,
    'SubSelectionRequired',
    (field, type = '') => `Sub selection required for type ${namedType(type)} of field ${field}`,
  ],
  [
    /^Field "(.+?)" must not have a selection since type "(.+?)"/,
    'SubSelectionNotAllowed',
    (field, type = '') => `Sub selection not allowed on leaf type ${namedType(type)} of field ${field}`,
  ],
  [/^Unknown argument "(.+?)" on field/, 'UnknownArgument', (name) => `Unknown field argument ${name}`],
  [/^Unknown argument "(.+?)" on directive/, 'UnknownDirective', (name) => `Unknown directive argument ${name}`],
  [
    /^Field ".+?" argument "(.+?)" of type .+ is required/,
    'MissingFieldArgument',
    (name) => `Missing field argument ${name}`,
  ],
  [
    /^Directive ".+?" argument "(.+?)" of type .+ is required/,
    'MissingDirectiveArgument',
    (name) => `Missing directive argument ${name}`,
  ],
  [/^Unknown fragment "(.+?)"/, 'UndefinedFragment', (name) => `Undefined fragment ${name}`],
  [/^Fragment "(.+?)" is never used/, 'UnusedFragment', (name) => `Unused fragment ${name}`],
  [/^Cannot spread fragment/, 'FragmentCycle', () => 'Fragment cycles not allowed'],
  [
    /^Fragment ("(.+?)" )?cannot be spread here as objects of type "(.+?)" can never be of type "(.+?)"/,
    'InvalidFragmentType',
    (_, name, parent, type) =>
      `Fragment${name ? ` ${name}` : ''} cannot be spread here as objects of type ${parent} can never be of type ${type}`,
  ],
  [
    /^Fragment "(.+?)" cannot condition on/,
    'FragmentTypeConditionInvalid',
    () => 'Fragment type condition is invalid, must be on Object/Interface/Union',
  ],
  [
    /^Fragment cannot condition on/,
    'InlineFragmentTypeConditionInvalid',
    () => 'Inline fragment type condition is invalid, must be on Object/Interface/Union',
  ],
  [/^Variable "\$(.+?)" is not defined/, 'UndefinedVariable', (name) => `Undefined variable ${name}`],
  [/^Variable "\$(.+?)" is never used/, 'UnusedVariable', (name) => `Unused variable ${name}`],
  [
    /^Variable "\$.+?" of type "(.+?)" used in position expecting type "(.+?)"/,
    'VariableTypeMismatch',
    (actual, expected) => `Variable type '${actual}' doesn't match expected type '${expected}'`,
  ],
  [
    /^Variable "\$(.+?)" cannot be non-input type "(.+?)"/,
    'NonInputTypeOnVariable',
    (name, type) => `Input variable ${name} type ${type} is not an input type`,
  ],
  [/^Fields "(.+?)" conflict because (.+?)\. Use different/s, 'FieldsConflict', (name, reason) => `${name}: ${reason}`],
  [
    /^There can be only one argument named "(.+?)"/,
    'DuplicateArgumentNames',
    (name) => `There can be only one argument named '${name}'`,
  ],
  [
    /^There can be only one variable named "\$(.+?)"/,
    'DuplicateVariableName',
    (name) => `There can be only one variable named '${name}'`,
  ],
  [
    /^There can be only one operation named "(.+?)"/,
    'DuplicateOperationName',
    (name) => `There can be only one operation named '${name}'`,
  ],
  [
    /^There can be only one fragment named "(.+?)"/,
    'DuplicateFragmentName',
    (name) => `There can be only one fragment named '${name}'`,
  ],
  [
    /^This anonymous operation must be/,
    'LoneAnonymousOperationViolation',
    () => 'Anonymous operation with other operations.',
  ],
  [/^Unknown directive "@(.+?)"/, 'UnknownDirective', (name) => `Unknown directive ${name}`],
  [/^Directive "@(.+?)" may not be used/, 'MisplacedDirective', (name) => `Directive ${name} not allowed here`],
  [
    /^The directive "@(.+?)" can only be used once/,
    'DuplicateDirectiveName',
    (name) =>
      `Non repeatable directives must be uniquely named within a location. The directive '${name}' is not unique`,
  ],
];

/** Puts the findings of graphql-js's validation into AppSync's words and shape, one for each faulty argument. */
export function translateValidationErrors(
  errors: readonly GraphQLError[],
  document: DocumentNode,
  schema: GraphQLSchema,
): ReplyError[] {
  const translated = errors.map((error) => translate(error, document, schema));
  const seen = new Set<string>();
  return translated.filter((error) => {
    const key = JSON.stringify(error);
    return !seen.has(key) && seen.add(key);
  });
}

function translate(error: GraphQLError, document: DocumentNode, schema: GraphQLSchema): ReplyError {
  const node = faultyNode(error);
  const place = node ? placeOf(node, document) : undefined;
  const suffix = place?.fields.length ? ` @ '${place.fields.join('/')}'` : '';
  for (const [pattern, type, describe] of rules) {
    const match = pattern.exec(error.message);
    if (match) return toReplyError(type, describe(...match.slice(1)) + suffix, node);
  }
  if (node && place?.argument) {
    const description = describeWrongValue(node, place.argument, schema, error);
    return toReplyError('WrongType', description + suffix, place.argument.node);
  }
  // What is left is a fault that graphql-java does not look for or words by itself.
  return toReplyError('InvalidSyntax', error.message + suffix, node);
}

// graphql-js also points at the operation or the variable's definition; graphql-java at the fault alone.
function faultyNode({ nodes }: GraphQLError): ASTNode | undefined {
  const definitions: readonly string[] = [Kind.OPERATION_DEFINITION, Kind.VARIABLE_DEFINITION];
  return nodes?.findLast(({ kind }) => !definitions.includes(kind)) ?? nodes?.[0];
}

function toReplyError(type: string, description: string, node: ASTNode | undefined): ReplyError {
  const location = node?.loc && getLocation(node.loc.source, node.loc.start);
  return {
    path: null,
    locations: location ? [{ line: location.line, column: location.column, sourceName: null }] : null,
    message: `Validation error of type ${type}: ${description}`,
  };
}
