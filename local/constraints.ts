import { ServiceError } from './aws-json.ts';

/** What the service's model says about a member of a request: its type, and what its value must satisfy. */
export type Shape = StringShape | IntegerShape | BooleanShape | ListShape | MapShape | StructureShape;

interface Requirable {
  readonly required?: true;
}

interface StringShape extends Requirable {
  readonly type: 'string';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: RegExp;
  /** The pattern as the service shows it; without this its source is shown. */
  readonly patternText?: string;
  /** What the service itself says of a value that breaks the pattern, where its framework is not asked. */
  readonly patternMessage?: string;
  readonly values?: readonly string[];
  /** A secret, which errors must not repeat. */
  readonly sensitive?: true;
}

interface IntegerShape extends Requirable {
  readonly type: 'integer';
  readonly least: number;
  readonly most: number;
}

interface BooleanShape extends Requirable {
  readonly type: 'boolean';
}

interface ListShape extends Requirable {
  readonly type: 'list';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly member: Shape;
}

/** Any names with values of one shape. */
interface MapShape extends Requirable {
  readonly type: 'map';
  readonly value: Shape;
}

/** A structure, by its members' names on the wire. */
export interface StructureShape extends Requirable {
  readonly type: 'structure';
  readonly members: Readonly<Record<string, Shape>>;
}

/** The input that a shape describes. */
export type InputOf<S> = S extends { type: 'string'; values: readonly (infer Value)[] }
  ? Value
  : S extends { type: 'string' }
    ? string
    : S extends { type: 'integer' }
      ? number
      : S extends { type: 'boolean' }
        ? boolean
        : S extends { type: 'list'; member: infer Member }
          ? ReadonlyArray<InputOf<Member>>
          : S extends { type: 'map'; value: infer Value }
            ? Readonly<Record<string, InputOf<Value>>>
            : S extends { type: 'structure'; members: infer Members }
              ? {
                  readonly [Name in keyof Members]: Members[Name] extends { required: true }
                    ? InputOf<Members[Name]>
                    : InputOf<Members[Name]> | undefined;
                }
              : never;

/**
 * Checks a request's body against its shape and gives back the members that the shape knows.
 *
 * @param exception is the name of the service's error for a value that breaks a constraint.
 * @throws ServiceError SerializationException for a value of another type; the service's own, in the words of AWS's
 * frameworks, for one that breaks a constraint, which tells every broken constraint at once.
 */
export function readInput<S extends StructureShape>(
  shape: S,
  body: Buffer,
  exception = 'ValidationException',
): InputOf<S> {
  const broken: string[] = [];
  const input = read(shape, parse(body), '', broken);
  if (broken.length > 0) {
    const count = `${broken.length} validation error${broken.length > 1 ? 's' : ''} detected`;
    throw new ServiceError(exception, `${count}: ${broken.join('; ')}`);
  }
  return input as InputOf<S>;
}

function parse(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new ServiceError('SerializationException', `The request's body is no JSON: ${String(error)}`);
  }
}

function read(shape: Shape, value: unknown, path: string, broken: string[]): unknown {
  switch (shape.type) {
    case 'structure':
      return readStructure(shape, value, path, broken);
    case 'list': {
      if (!Array.isArray(value)) throw wrongType(value, 'List');
      checkLength(value.length, shape, `[${value.join(', ')}]`, path, broken);
      return value.map((member, index) => read(shape.member, member, `${path}.${index + 1}.member`, broken));
    }
    case 'map':
      return Object.fromEntries(
        Object.entries(asObject(value, 'Map')).map(([key, member]) => [
          key,
          read(shape.value, member, `${path}.${key}.member`, broken),
        ]),
      );
    case 'string':
      if (typeof value !== 'string') throw wrongType(value, 'String');
      checkText(value, shape, path, broken);
      return value;
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(value, 'Integer', 'an');
      if (value < shape.least) breaks(broken, value, path, `have value greater than or equal to ${shape.least}`);
      if (value > shape.most) breaks(broken, value, path, `have value less than or equal to ${shape.most}`);
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(value, 'Boolean');
      return value;
  }
}

/** A member that is null counts as absent, one that the shape doesn't know is passed over. */
function readStructure(shape: StructureShape, value: unknown, path: string, broken: string[]): Record<string, unknown> {
  const given = asObject(value, 'Structure');
  const input: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape.members)) {
    const memberPath = `${path}${path && '.'}${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    const memberValue = given[name] ?? undefined;
    if (memberValue !== undefined) input[name] = read(member, memberValue, memberPath, broken);
    else if (member.required) {
      const shown = isSensitive(member) ? 'Value' : 'Value null';
      broken.push(`${shown} at '${memberPath}' failed to satisfy constraint: Member must not be null`);
    }
  }
  return input;
}

function asObject(value: unknown, expected: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(value, expected);
  return value as Readonly<Record<string, unknown>>;
}

function isSensitive(shape: Shape): boolean {
  return shape.type === 'string' && shape.sensitive === true;
}

function checkText(value: string, shape: StringShape, path: string, broken: string[]): void {
  const shown = isSensitive(shape) ? undefined : value;
  checkLength(value.length, shape, shown, path, broken);
  if (shape.pattern && !shape.pattern.test(value)) {
    if (shape.patternMessage) throw new ServiceError('ValidationException', shape.patternMessage);
    breaks(broken, shown, path, `satisfy regular expression pattern: ${shape.patternText ?? shape.pattern.source}`);
  }
  if (shape.values && !shape.values.includes(value)) {
    breaks(broken, shown, path, `satisfy enum value set: [${shape.values.join(', ')}]`);
  }
}

function checkLength(
  length: number,
  { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: { readonly minLength?: number; readonly maxLength?: number },
  shown: string | undefined,
  path: string,
  broken: string[],
): void {
  if (length < minLength) breaks(broken, shown, path, `have length greater than or equal to ${minLength}`);
  if (length > maxLength) breaks(broken, shown, path, `have length less than or equal to ${maxLength}`);
}

/** `value` is undefined when it must not be shown. */
function breaks(broken: string[], value: string | number | undefined, path: string, must: string): void {
  const shown = value === undefined ? 'Value' : `Value '${value}'`;
  broken.push(`${shown} at '${path}' failed to satisfy constraint: Member must ${must}`);
}

function wrongType(value: unknown, expected: string, article = 'a'): ServiceError {
  const given =
    value === null ? 'NULL' : Array.isArray(value) ? 'LIST' : typeof value === 'object' ? 'STRUCTURE' : typeof value;
  return new ServiceError(
    'SerializationException',
    `${given.toUpperCase()}_VALUE can not be converted to ${article} ${expected}`,
  );
}
