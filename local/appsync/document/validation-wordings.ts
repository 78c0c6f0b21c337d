/** From a message of graphql-js: graphql-java's error type and description. */
export type ValidationWording = readonly [
  pattern: RegExp,
  type: string,
  describe: (...groups: readonly string[]) => string,
];

// A list or a non-null type has no name of its own in Java: https://github.com/aws-amplify/amplify-cli/issues/4409
const javaTypeName = (type: string) => (/^\w+$/.test(type) ? type : 'null');

/**
 * AppSync validates with graphql-java, so its texts are graphql-java's. Each row turns one message of graphql-js into
 * the type and description that graphql-java gives the same fault.
 * https://github.com/graphql-java/graphql-java/blob/v15.0/src/main/java/graphql/validation/rules
 */
export const validationWordings: readonly ValidationWording[] = [
  [
    /^Cannot query field "(.+?)" on type "(.+?)"/,
    'FieldUndefined',
    (field, type) => `Field '${field}' in type '${type}' is undefined`,
  ],
  [/^Unknown type "(.+?)"/, 'UnknownType', (type) => `Unknown type ${type}`],
  [
    /^Field "(.+?)" of type "(.+?)" must have (?:a selection|at least)/,
    'SubSelectionRequired',
    (field, type = '') => `Sub selection required for type ${javaTypeName(type)} of field ${field}`,
  ],
  [
    /^Field "(.+?)" must not have a selection since type "(.+?)"/,
    'SubSelectionNotAllowed',
    (field, type = '') => `Sub selection not allowed on leaf type ${javaTypeName(type)} of field ${field}`,
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
  [/^Fields "(.+?)" conflict because (.+?)\. Use different/s, 'FieldsConflict', (path, reason) => `${path}: ${reason}`],
  [
    /^There can be only one input field named "(.+?)"/,
    'UniqueObjectFieldName',
    (name) => `There can be only one field named '${name}'`,
  ],
  [
    /^Subscription "(.+?)" must select only one/,
    'SubscriptionMultipleRootFields',
    (name) => `Subscription operation ${name} must have exactly one root field.`,
  ],
  [
    /^Anonymous Subscription must select only one/,
    'SubscriptionMultipleRootFields',
    () => 'Subscription operation null must have exactly one root field.',
  ],
  [
    /^(?:Subscription "(.+?)"|Anonymous Subscription) must not select an introspection/,
    'SubscriptionIntrospectionRootField',
    (name = 'null') => `Subscription operation ${name} root field cannot be an introspection field.`,
  ],
  [
    /^Query has (\d+) fields which exceeds maximum allowed (\d+)/,
    'MaxQueryFieldsExceeded',
    (count, limit) => `Query has ${count} fields which exceeds maximum allowed ${limit}`,
  ],
  [/^The schema definition is not executable/, 'NonExecutableDefinition', () => 'Schema definition is not executable.'],
  [
    /^The "(.+?)" definition is not executable/,
    'NonExecutableDefinition',
    (name) => `Type '${name}' definition is not executable.`,
  ],
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
