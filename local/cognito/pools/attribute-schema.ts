import type { ResourceProperties } from '../../template/resource-properties.ts';

/** What a pool says about an attribute of its users. */
export interface AttributeSchema {
  readonly type: string;
  readonly isRequired: boolean;
  readonly isMutable: boolean;
  /** Length of a text. */
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  /** Value of a number. */
  readonly minValue: number | undefined;
  readonly maxValue: number | undefined;
}

/** The attributes of a pool by their full names, `custom:` included. */
export type UserPoolSchema = ReadonlyMap<string, AttributeSchema>;

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
const texts = [
  ...['address', 'birthdate', 'email', 'family_name', 'gender', 'given_name', 'locale', 'middle_name', 'name'],
  ...['nickname', 'phone_number', 'picture', 'preferred_username', 'profile', 'website', 'zoneinfo'],
];
const standard: UserPoolSchema = new Map([
  ['sub', { ...attribute('String', { isRequired: true, isMutable: false }), minLength: 1 }],
  ...texts.map((name) => [name, attribute('String', { maxLength: 2048 })] as const),
  ['email_verified', attribute('Boolean')],
  ['phone_number_verified', attribute('Boolean')],
  ['updated_at', attribute('Number', { minValue: 0 })],
]);

/** Reads a pool's `Schema` beside the attributes that every pool has. */
export function readSchema(declared: readonly ResourceProperties[]): UserPoolSchema {
  const own = declared.map((properties) => {
    const name = properties.requiredText('Name');
    const known = standard.get(name);
    const isRequired = properties.boolean('Required') ?? false;
    const isMutable = properties.boolean('Mutable') ?? true;
    if (known) return [name, { ...known, isRequired, isMutable }] as const;
    const prefix = properties.boolean('DeveloperOnlyAttribute') ? 'dev:custom' : 'custom';
    return [`${prefix}:${name}`, readCustom(properties, isMutable)] as const;
  });
  return new Map([...standard, ...own]);
}

function readCustom(properties: ResourceProperties, isMutable: boolean): AttributeSchema {
  const ofText = properties.object('StringAttributeConstraints');
  const ofNumber = properties.object('NumberAttributeConstraints');
  return {
    ...attribute(properties.text('AttributeDataType') ?? 'String', { isMutable }),
    minLength: ofText.number('MinLength'),
    maxLength: ofText.number('MaxLength'),
    minValue: ofNumber.number('MinValue'),
    maxValue: ofNumber.number('MaxValue'),
  };
}

function attribute(type: string, rest: Partial<AttributeSchema> = {}): AttributeSchema {
  const limits = { minLength: undefined, maxLength: undefined, minValue: undefined, maxValue: undefined };
  return { type, isRequired: false, isMutable: true, ...limits, ...rest };
}
