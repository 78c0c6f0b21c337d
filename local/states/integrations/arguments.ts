import type { Json, JsonObject } from '../definition/definition.ts';
import { expressionIn } from '../expressions/expression.ts';
import { StateError } from '../interpreter/state-error.ts';

/** Why Arguments as written cannot be those of an operation: members that it does not have, members that it lacks. */
export function refuseArguments(
  written: Json | undefined,
  { members, required }: { readonly members: readonly string[]; readonly required: readonly string[] },
): string | undefined {
  if (expressionIn(written ?? null) !== undefined || written === undefined) return undefined;
  if (!isObject(written)) return 'Arguments must be an object';
  const stranger = Object.keys(written).find((name) => !members.includes(name));
  if (stranger !== undefined) return `The field "${stranger}" is not supported by Step Functions`;
  const missing = required.find((name) => !(name in written));
  return missing && `The field "${missing}" is required but was missing`;
}

/** Reads a task's parameters: text members by their names. Throws StateError States.Runtime. */
export function textMembers<Name extends string>(
  parameters: Json,
  required: readonly Name[],
): Readonly<Record<Name, string>> & JsonObject {
  if (!isObject(parameters)) throw new StateError('States.Runtime', 'The Arguments of a task must be an object.');
  for (const name of required) {
    if (typeof parameters[name] !== 'string') {
      throw new StateError('States.Runtime', `The field '${name}' is required and must be a string.`);
    }
  }
  return parameters as Readonly<Record<Name, string>> & JsonObject;
}

/** Whether a JSON value is an object. */
export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
