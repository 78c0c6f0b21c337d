import { TemplateError } from './template-error.ts';

/** The value as text, as CloudFormation turns numbers and booleans into strings. */
export function asText(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(where, `expected a string, found ${describe(value)}`);
}

/** The value as a list. */
export function asList(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TemplateError(where, `expected a list, found ${describe(value)}`);
}

/** The value as a list of a given length, e.g. the arguments of a function. */
export function asArguments(value: unknown, least: number, most: number, where: string): readonly unknown[] {
  const list = asList(value, where);
  if (list.length >= least && list.length <= most) return list;
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  throw new TemplateError(where, `expected ${wanted} arguments, found ${list.length}`);
}

/** The value as an object with named members. */
export function asObject(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (isObject(value)) return value;
  throw new TemplateError(where, `expected an object, found ${describe(value)}`);
}

/** True for an object that is no list and not null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  return typeof value === 'symbol' ? 'AWS::NoValue' : (JSON.stringify(value) ?? String(value));
}
