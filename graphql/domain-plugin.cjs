// A codegen plugin: the facts of the domain that GraphQL's types cannot say (ranges, the data set's spellings) are
// written once, in the schema's descriptions, and come out as constants that the compiler checks.
const { isEnumType, isInputObjectType, isNonNullType, getNamedType } = require('graphql');

const snakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function rangeOf(field) {
  const match = /(-?\d+(?:\.\d+)?) to (-?\d+(?:\.\d+)?)/.exec(field.description ?? '');
  if (!match) return undefined;
  const [minimum, maximum] = [Number(match[1]), Number(match[2])];
  if (minimum < maximum) return { minimum, maximum };
  throw new Error(`schema.graphql: the description of ${field.name} gives the range ${match[0]}, which is empty`);
}

function numberAfter(pattern, field) {
  const match = pattern.exec(field.description ?? '');
  return match ? Number(match[1]) : undefined;
}

function describeField(field) {
  const type = getNamedType(field.type);
  const range = rangeOf(field);
  const numeric = type.name === 'Int' || type.name === 'Float';
  if (numeric && !range) throw new Error(`schema.graphql: the description of ${field.name} gives no range "A to B"`);
  return {
    column: snakeCase(field.name),
    type: type.name,
    required: isNonNullType(field.type),
    ...range,
    // JSON leaves out what is undefined.
    maximumLength: numberAfter(/at most (\d+) characters/, field),
    relativeTolerance: numberAfter(/within (\S+) of it/, field),
  };
}

function textsOf(type) {
  return Object.fromEntries(
    type.getValues().map((value) => {
      const match = /^In the data: (.+)\.$/m.exec(value.description ?? '');
      if (!match)
        throw new Error(`schema.graphql: the description of ${type.name}.${value.name} gives no "In the data: TEXT."`);
      return [value.name, match[1]];
    }),
  );
}

const fieldNames = `/** Name of a field of CustomerInput. */
export type CustomerFieldName = keyof typeof customerFields;

/** The names of CustomerInput's fields, in the schema's order. */
export const customerFieldNames = Object.keys(customerFields) as readonly CustomerFieldName[];
`;

const declare = (comment, name, value) =>
  `/** ${comment} */\nexport const ${name} = ${JSON.stringify(value, null, 2)} as const;\n`;

module.exports = {
  plugin(schema) {
    const customer = schema.getType('CustomerInput');
    if (!isInputObjectType(customer)) throw new Error('schema.graphql: there is no input CustomerInput');
    const fields = Object.fromEntries(
      Object.values(customer.getFields()).map((field) => [field.name, describeField(field)]),
    );
    const enums = [...new Set(Object.values(fields).map((field) => field.type)), 'RemediationStrategy']
      .map((name) => schema.getType(name))
      .filter(isEnumType);
    const texts = Object.fromEntries(enums.map((type) => [type.name, textsOf(type)]));
    return [
      declare(
        'Every field of CustomerInput: its column in the data, its GraphQL type and its hard limits.',
        'customerFields',
        fields,
      ),
      fieldNames,
      declare("The data set's text for each value of the domain's enums.", 'dataTexts', texts),
    ].join('\n');
  },
};
