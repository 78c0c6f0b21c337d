import type { Resource } from './template.ts';
import { TemplateError } from './template-error.ts';
import { asList, asObject, asText } from './values.ts';

/**
 * Reads the properties of a resource, or the members of an object within them, by type. What is not there reads as
 * undefined or as empty; what is of another type throws a TemplateError that names the resource and the property.
 */
export interface ResourceProperties {
  /** What is there, in the template's order. */
  readonly names: readonly string[];
  /** The value as it stands. */
  value(name: string): unknown;
  text(name: string): string | undefined;
  /** Throws when the property is missing too. */
  requiredText(name: string): string;
  /** CloudFormation takes numbers as numbers or as text. */
  number(name: string): number | undefined;
  /** Throws when it is no whole number in the range too. */
  integer(name: string, least: number, most: number): number | undefined;
  /** One of some words; throws when it is another. */
  choice<Word extends string>(name: string, words: readonly Word[]): Word | undefined;
  /** CloudFormation takes booleans as booleans or as text. */
  boolean(name: string): boolean | undefined;
  texts(name: string): readonly string[];
  textsByName(name: string): Readonly<Record<string, string>>;
  object(name: string): ResourceProperties;
  objects(name: string): readonly ResourceProperties[];
}

/** The reader of a resource's properties. */
export function propertiesOf({ logicalId, properties }: Resource): ResourceProperties {
  return readMembers(properties, `Resource "${logicalId}"`);
}

function readMembers(members: Readonly<Record<string, unknown>>, where: string): ResourceProperties {
  const place = (name: string) => `${where}.${name}`;
  const isThere = (name: string) => members[name] !== undefined;
  const list = (name: string) => (isThere(name) ? asList(members[name], place(name)) : []);
  const text = (name: string) => (isThere(name) ? asText(members[name], place(name)) : undefined);
  const requiredText = (name: string) => asText(members[name], place(name));
  const object = (name: string) => readMembers(isThere(name) ? asObject(members[name], place(name)) : {}, place(name));
  return {
    names: Object.keys(members),
    value: (name) => members[name],
    text,
    requiredText,
    number: (name) => (isThere(name) ? asNumber(requiredText(name), place(name)) : undefined),
    integer: (name, least, most) =>
      isThere(name) ? asInteger(requiredText(name), { least, most }, place(name)) : undefined,
    choice: (name, words) => (isThere(name) ? asChoice(requiredText(name), words, place(name)) : undefined),
    boolean: (name) => (isThere(name) ? asBoolean(requiredText(name), place(name)) : undefined),
    texts: (name) => list(name).map((item, index) => asText(item, `${place(name)}[${index}]`)),
    textsByName: (name) => {
      const own = object(name);
      return Object.fromEntries(own.names.map((key) => [key, own.requiredText(key)]));
    },
    object,
    objects: (name) =>
      list(name).map((item, index) => {
        const at = `${place(name)}[${index}]`;
        return readMembers(asObject(item, at), at);
      }),
  };
}

function asNumber(text: string, where: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(number)) return number;
  throw new TemplateError(where, `expected a number, found ${JSON.stringify(text)}`);
}

function asInteger(
  text: string,
  { least, most }: { readonly least: number; readonly most: number },
  where: string,
): number {
  const number = asNumber(text, where);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new TemplateError(where, `expected a whole number from ${least} to ${most}, found ${text}`);
}

function asChoice<Word extends string>(text: string, words: readonly Word[], where: string): Word {
  const word = words.find((one) => one === text);
  if (word !== undefined) return word;
  throw new TemplateError(where, `expected ${words.join(' or ')}, found ${JSON.stringify(text)}`);
}

function asBoolean(text: string, where: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new TemplateError(where, `expected true or false, found ${JSON.stringify(text)}`);
}
