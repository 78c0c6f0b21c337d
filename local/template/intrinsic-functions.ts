import { evaluateCondition } from './conditions.ts';
import type { Scope } from './scope.ts';
import { substitute } from './substitute.ts';
import { TemplateError } from './template-error.ts';
import { asArguments, asList, asText } from './values.ts';

type IntrinsicFunction = (argument: unknown, where: string, scope: Scope) => unknown;

/**
 * The intrinsic functions by name.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export const intrinsicFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  Ref: (argument, where, scope) => scope.reference(asText(argument, where), where),
  'Fn::GetAtt': getAttribute,
  'Fn::Sub': substitute,
  'Fn::Join': join,
  'Fn::Split': split,
  'Fn::Select': select,
  'Fn::GetAZs': availabilityZones,
  'Fn::FindInMap': findInMap,
  'Fn::ImportValue': importValue,
  'Fn::If': chooseByCondition,
  'Fn::Base64': (argument, where, scope) =>
    Buffer.from(asText(scope.resolve(argument, where), where)).toString('base64'),
  'Fn::Equals': conditionOnly,
  'Fn::And': conditionOnly,
  'Fn::Or': conditionOnly,
  'Fn::Not': conditionOnly,
};

/** Takes `["LogicalId", "Attribute"]` and `"LogicalId.Attribute"`; the attribute may have dots and may be a Ref. */
function getAttribute(argument: unknown, where: string, scope: Scope): string {
  const [logicalId, attribute] =
    typeof argument === 'string' ? splitOnce(argument, '.') : asArguments(argument, 2, 2, where);
  return scope.attribute(asText(logicalId, where), asText(scope.resolve(attribute, where), where), where);
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

function join(argument: unknown, where: string, scope: Scope): string {
  const [delimiter, values] = asArguments(argument, 2, 2, where);
  const items = asList(scope.resolve(values, where), where);
  return items.map((item) => asText(item, where)).join(asText(delimiter, where));
}

function split(argument: unknown, where: string, scope: Scope): readonly string[] {
  const [delimiter, text] = asArguments(argument, 2, 2, where);
  return asText(scope.resolve(text, where), where).split(asText(delimiter, where));
}

function select(argument: unknown, where: string, scope: Scope): unknown {
  const [index, values] = asArguments(argument, 2, 2, where);
  const items = asList(scope.resolve(values, where), where);
  const position = Number(asText(scope.resolve(index, where), where));
  if (Number.isInteger(position) && position >= 0 && position < items.length) return items[position];
  throw new TemplateError(where, `index ${position} is outside a list of ${items.length}`);
}

/** The first three zones of the Region, by name; some Regions have more. */
function availabilityZones(argument: unknown, where: string, scope: Scope): readonly string[] {
  const region = asText(scope.resolve(argument, where), where) || scope.environment.region;
  return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
}

function findInMap(argument: unknown, where: string, scope: Scope): unknown {
  const keys = asArguments(argument, 3, 3, where).map((key) => asText(scope.resolve(key, where), where));
  const [map = '', first = '', second = ''] = keys;
  const value = scope.document.Mappings?.[map]?.[first]?.[second];
  if (value === undefined) throw new TemplateError(where, `no mapping ${map}.${first}.${second}`);
  return value;
}

function importValue(argument: unknown, where: string, scope: Scope): string {
  const name = asText(scope.resolve(argument, where), where);
  const value = scope.environment.exports?.[name];
  if (value === undefined) throw new TemplateError(where, `no stack exports "${name}"`);
  return value;
}

function chooseByCondition(argument: unknown, where: string, scope: Scope): unknown {
  const [condition, whenTrue, whenFalse] = asArguments(argument, 3, 3, where);
  return scope.resolve(evaluateCondition({ Condition: condition }, where, scope) ? whenTrue : whenFalse, where);
}

function conditionOnly(_argument: unknown, where: string): never {
  throw new TemplateError(where, 'condition functions belong in Conditions');
}
