import type { Json, JsonObject } from './definition.ts';
import { DefinitionError } from './definition-error.ts';

/** Reads the fields of an object of a definition; what is of another type throws a DefinitionError that names it. */
export interface Fields {
  /** Where the object is, for errors. */
  readonly where: string;
  /** The object itself. */
  readonly members: JsonObject;
  has(name: string): boolean;
  value(name: string): Json | undefined;
  text(name: string): string | undefined;
  requiredText(name: string): string;
  /** A number written in the definition; throws when it is outside the range. */
  number(name: string, least: number, most: number): number | undefined;
  integer(name: string, least: number, most: number): number | undefined;
  flag(name: string): boolean;
  object(name: string): JsonObject | undefined;
  requiredFields(name: string): Fields;
  /** The objects of a list; empty when there is none. */
  list(name: string): readonly Fields[];
  texts(name: string): readonly string[];
  /** Throws when the object has a field that is none of these; `otherwise` gives the reason. */
  allowOnly(names: readonly string[], otherwise: (name: string) => string): void;
}

/** The reader of an object's fields. */
export function fieldsOf(value: unknown, where: string): Fields {
  const fields = asObject(value, where);
  const place = (name: string) => `${where}/${name}`;
  const text = (name: string) => (fields[name] === undefined ? undefined : asText(fields[name], place(name)));
  const number = (name: string, least: number, most: number) => {
    const found = fields[name];
    if (found === undefined) return undefined;
    if (typeof found === 'number' && found >= least && found <= most) return found;
    throw new DefinitionError(`${place(name)} must be a number from ${least} to ${most}`);
  };
  return {
    where,
    members: fields,
    has: (name) => fields[name] !== undefined,
    value: (name) => fields[name],
    text,
    requiredText: (name) => asText(fields[name], place(name)),
    number,
    integer(name, least, most) {
      const found = number(name, least, most);
      if (found === undefined || Number.isInteger(found)) return found;
      throw new DefinitionError(`${place(name)} must be a whole number`);
    },
    flag(name) {
      const found = fields[name] ?? false;
      if (typeof found === 'boolean') return found;
      throw new DefinitionError(`${place(name)} must be true or false`);
    },
    object: (name) => (fields[name] === undefined ? undefined : asObject(fields[name], place(name))),
    requiredFields: (name) => fieldsOf(fields[name], place(name)),
    list: (name) => asList(fields[name] ?? [], place(name)).map((item, at) => fieldsOf(item, `${place(name)}[${at}]`)),
    texts: (name) => asList(fields[name], place(name)).map((item, at) => asText(item, `${place(name)}[${at}]`)),
    allowOnly(names, otherwise) {
      const stranger = Object.keys(fields).find((name) => !names.includes(name));
      if (stranger !== undefined) throw new DefinitionError(`${where}: ${otherwise(stranger)}`);
    },
  };
}

function asObject(value: unknown, where: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new DefinitionError(value === undefined ? `${where} is missing` : `${where} must be an object`);
}

function asList(value: unknown, where: string): readonly Json[] {
  if (Array.isArray(value)) return value;
  throw new DefinitionError(value === undefined ? `${where} is missing` : `${where} must be an array`);
}

function asText(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  throw new DefinitionError(value === undefined ? `${where} is missing` : `${where} must be a string`);
}
