import {
  coerceInputValue,
  type GraphQLInputType,
  type GraphQLSchema,
  getLocation,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import type { ReplyError } from '../reply/format-error.ts';
import { javaTypeOf } from './java-type.ts';

/**
 * Says in AppSync's words which variable does not fit its type: graphql-java stops at the first one, and names the
 * outer variable even for a field deep inside it. Returns undefined when all fit.
 * https://github.com/aws/aws-appsync-community/issues/406
 */
export function findVariableError(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): ReplyError | undefined {
  for (const definition of variableDefinitions) {
    const type = typeFromAST(schema, definition.type);
    const error = isInputType(type) ? check(definition, type, variables) : undefined;
    if (error) return error;
  }
  return undefined;
}

function check(
  definition: VariableDefinitionNode,
  type: GraphQLInputType,
  variables: Readonly<Record<string, unknown>>,
): ReplyError | undefined {
  const name = definition.variable.name.value;
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (value === undefined && definition.defaultValue) return undefined;
  const messages: Fault[] = [];
  if (value === undefined || value === null) {
    if (isNonNullType(type)) messages.push(nullFault(name, String(type)));
  } else {
    coerceInputValue(value, type, (_path, invalid, error) => {
      messages.push(translate(name, type, invalid, error.originalError ?? error));
    });
  }
  const [first] = messages;
  return first && { path: null, locations: first.located ? locate(definition) : null, message: first.message };
}

interface Fault {
  readonly message: string;
  readonly located: boolean;
}

const nullFault = (name: string, type: string): Fault => ({
  message: `Variable '${name}' has coerced Null value for NonNull type '${type}'`,
  located: true,
});

function translate(name: string, type: GraphQLInputType, invalid: unknown, { message }: Error): Fault {
  const invalidValue = (reason: string): Fault => ({
    message: `Variable '${name}' has an invalid value. ${reason}`,
    located: true,
  });
  const missing = /^Field ".+?" of required type "(.+?)" was not provided/.exec(message);
  if (missing?.[1]) return nullFault(name, missing[1]);
  const notNull = /^Expected non-nullable type "(.+?)" not to be null/.exec(message);
  if (notNull?.[1]) return nullFault(name, notNull[1]);
  const unknownField = /^Field ".+?" is not defined by type "(.+?)"/.exec(message);
  if (unknownField) {
    return {
      message: `The variables input contains a field that is not defined for input object type '${unknownField[1]}' `,
      located: false,
    };
  }
  const scalar = /Unable to parse `.*` as a valid .+\.$/s.exec(message);
  if (scalar) return invalidValue(scalar[0]);
  const enumName = /(?:Enum "(.+?)" cannot represent|does not exist in "(.+?)" enum)/.exec(message);
  if (enumName) {
    return invalidValue(
      `Invalid input for Enum '${enumName[1] ?? enumName[2]}'. No value found for name '${String(invalid)}'`,
    );
  }
  if (/^Expected type ".+?" to be an object/.test(message)) {
    return invalidValue(
      `Expected type 'Map' but was '${javaTypeOf(invalid)}'. Variables for input objects must be an instance of type 'Map'.`,
    );
  }
  const expected = /^(?:Expected type "(.+?)"\. )?(\w+) cannot represent/.exec(message);
  return invalidValue(`Expected type '${expected?.[2] ?? String(type)}' but was '${javaTypeOf(invalid)}'.`);
}

function locate({ loc }: VariableDefinitionNode): ReplyError['locations'] {
  if (!loc) return null;
  const { line, column } = getLocation(loc.source, loc.start);
  return [{ line, column, sourceName: null }];
}
