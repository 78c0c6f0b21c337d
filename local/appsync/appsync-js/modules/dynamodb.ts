/** A value as DynamoDB takes it: one member, named after the type. */
export type AttributeValue = Readonly<Record<string, unknown>>;

/**
 * `util.dynamodb`: values in DynamoDB's own form. A list becomes a list, never a set.
 * https://docs.aws.amazon.com/appsync/latest/devguide/dynamodb-helpers-in-util-dynamodb-js.html
 */
export const dynamodbUtilities = {
  toDynamoDB: toAttributeValue,
  toString: typed('S'),
  toStringSet: typed('SS'),
  toNumber: typed('N'),
  toNumberSet: typed('NS'),
  toBinary: typed('B'),
  toBinarySet: typed('BS'),
  toBoolean: typed('BOOL'),
  toNull: () => ({ NULL: null }),
  toList: (values: unknown) => (Array.isArray(values) ? toAttributeValue(values) : null),
  toMap: (members: unknown) => (isMap(members) ? toAttributeValue(members) : null),
  toMapValues: (members: unknown) => (isMap(members) ? mapValues(members) : null),
  toS3Object: (key: string, bucket: string, region: string, version?: string) => ({
    S: JSON.stringify({ s3: { key, bucket, region, version } }),
  }),
  fromS3ObjectJson: (text: string) => JSON.parse(text).s3 ?? null,
};

/** Writes a value in DynamoDB's form, by its type. */
export function toAttributeValue(value: unknown): AttributeValue {
  if (value === null || value === undefined) return { NULL: null };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: value };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toAttributeValue) };
  return { M: mapValues({ ...Object(value) }) };
}

function typed(type: string) {
  return (value: unknown) => (value === null || value === undefined ? null : { [type]: value });
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapValues(members: Readonly<Record<string, unknown>>): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, toAttributeValue(member)]));
}
