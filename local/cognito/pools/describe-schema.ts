import type { AttributeSchema, UserPoolSchema } from './attribute-schema.ts';

/** A pool's attributes as DescribeUserPool answers them. */
export function describeSchema(schema: UserPoolSchema): object[] {
  return [...schema].map(([name, attribute]) => ({
    Name: name,
    AttributeDataType: attribute.type,
    DeveloperOnlyAttribute: name.startsWith('dev:'),
    Mutable: attribute.isMutable,
    Required: attribute.isRequired,
    ...constraints(attribute),
  }));
}

function constraints({ type, minLength, maxLength, minValue, maxValue }: AttributeSchema): object {
  const text = (number: number | undefined) => number?.toString();
  if (type === 'String') {
    return { StringAttributeConstraints: { MinLength: text(minLength), MaxLength: text(maxLength) } };
  }
  if (type !== 'Number') return {};
  return { NumberAttributeConstraints: { MinValue: text(minValue), MaxValue: text(maxValue) } };
}
