import { type GraphQLError, type GraphQLSchema, getNamedType, isListType, isNonNullType, isObjectType } from 'graphql';
import { javaTypeOf } from '../document/java-type.ts';
import { ScalarError } from '../scalars/scalar.ts';

/**
 * Words a fault in completing a field's value as graphql-java does, from the error that graphql-js found; undefined
 * when the error is of another kind.
 */
export function completionMessage(
  { message, path, originalError }: GraphQLError,
  schema: GraphQLSchema,
): string | undefined {
  const place = writePath(path ?? []);
  const nullField = /^Cannot return null for non-nullable field (\w+)\.(\w+)\.$/.exec(message);
  if (nullField) return nullMessage(schema, nullField[1] ?? '', nullField[2] ?? '', path ?? [], place);
  if (/^Expected Iterable, but did not find one/.test(message)) {
    return `Can't resolve value (${place}) : type mismatch error, expected type LIST`;
  }
  const abstract = abstractMessage(message, place);
  if (abstract) return abstract;
  if (originalError instanceof ScalarError) return `Can't serialize value (${place}) : ${message}`;
  const enumValue = /^Enum "(.+?)" cannot represent value: (.+)$/s.exec(message);
  if (enumValue) {
    return `Can't serialize value (${place}) : Invalid input for Enum '${enumValue[1]}'. Unknown value '${unquote(enumValue[2])}'`;
  }
  const scalar = /^(Int|Float|String|Boolean|ID) cannot represent (?:.*?value: )?(.+)$/s.exec(message);
  if (scalar)
    return `Can't serialize value (${place}) : Expected type '${scalar[1]}' but was '${javaTypeOfText(scalar[2])}'.`;
  return undefined;
}

/** `__typename` in the data says which type of an interface or a union it is; here it says none, or one that is not. */
function abstractMessage(message: string, place: string): string | undefined {
  const unknown = /^Abstract type "(\w+)" must resolve to an Object type at runtime for field "(.+?)"/.exec(message);
  const foreign = /^Runtime Object type "(\w+)" is not a possible type for "(\w+)"/.exec(message);
  const missing = /^Abstract type "(\w+)" was resolved to a (?:type|non-object type) "(\w+)"/.exec(message);
  const reason = (type?: string) => `Could not determine the exact type of '${type}'`;
  if (unknown) {
    const rule = `Abstract type '${unknown[1]}' must resolve to an Object type at runtime for field '${unknown[2]}'`;
    return `Can't resolve '${place}'. ${rule}. ${reason(unknown[1])}`;
  }
  if (foreign)
    return `Can't resolve '${place}'. Runtime Object type '${foreign[1]}' is not a possible type for '${foreign[2]}'.`;
  return missing ? `Can't resolve '${place}'. ${reason(missing[1])}` : undefined;
}

function nullMessage(
  schema: GraphQLSchema,
  parent: string,
  fieldName: string,
  path: readonly (string | number)[],
  place: string,
): string {
  const type = schema.getType(parent);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  const declared = isNonNullType(field?.type) ? field.type.ofType : field?.type;
  const inList = typeof path.at(-1) === 'number' && isListType(declared);
  const name = inList ? getNamedType(declared).name : String(declared);
  return `Cannot return null for non-nullable type: '${name}' within parent '${inList ? String(declared) : parent}' (${place})`;
}

/** A response path as graphql-java writes it, e.g. `/items[0]/id`. */
function writePath(path: readonly (string | number)[]): string {
  return path.map((key) => (typeof key === 'number' ? `[${key}]` : `/${key}`)).join('');
}

const unquote = (text = '') => text.replace(/^"|"$/g, '');

// graphql-js shows the value in its message: "text", 1.5, true, [..] or {..}.
function javaTypeOfText(text = ''): string {
  if (text.startsWith('"')) return 'String';
  if (text.startsWith('[')) return 'ArrayList';
  if (text.startsWith('{')) return 'LinkedHashMap';
  if (text === 'true' || text === 'false') return 'Boolean';
  return javaTypeOf(Number(text));
}
