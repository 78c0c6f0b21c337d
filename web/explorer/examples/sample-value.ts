import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';

/** A value of each scalar; AppSync's own are listed in https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
const scalars: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1.5,
  Boolean: true,
  ID: '1',
  String: 'text',
  AWSDate: '2026-01-31',
  AWSTime: '12:30:00Z',
  AWSDateTime: '2026-01-31T12:30:00Z',
  AWSTimestamp: 1769862600,
  AWSEmail: 'ada@example.com',
  AWSJSON: '{}',
  AWSPhone: '+1 206 555 0100',
  AWSURL: 'https://example.com/',
  AWSIPAddress: '192.0.2.1',
};

/** A value that an input of this type takes: of an input object only the fields that it needs. */
export function sampleValue(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sampleValue(type.ofType);
  if (isListType(type)) return [sampleValue(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return scalars[type.name] ?? 'text';
  const fields = Object.values(type.getFields());
  const given = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
  return Object.fromEntries(given.map((field) => [field.name, sampleValue(field.type)]));
}
