import { intrinsicFunctions } from './intrinsic-functions.ts';
import { noValue, type Scope } from './scope.ts';
import { TemplateError } from './template-error.ts';
import { isObject } from './values.ts';

/** Resolves every intrinsic function in a value; `noValue` where the value is not there at all. */
export function resolveValue(value: unknown, where: string, scope: Scope): unknown {
  if (typeof value === 'string') return withoutDynamicReference(value, where);
  if (Array.isArray(value)) {
    return value.map((item, index) => resolveValue(item, `${where}[${index}]`, scope)).filter(isThere);
  }
  if (!isObject(value)) return value;
  const [name, argument] = intrinsicCall(value, where) ?? [];
  if (name === undefined) return resolveMembers(value, where, scope);
  const call = intrinsicFunctions[name];
  if (!call) throw new TemplateError(where, `unknown intrinsic function ${name}`);
  return call(argument, `${where}.${name}`, scope);
}

function resolveMembers(value: Readonly<Record<string, unknown>>, where: string, scope: Scope): unknown {
  const members = Object.entries(value).map(([key, member]) => [key, resolveValue(member, `${where}.${key}`, scope)]);
  return Object.fromEntries(members.filter(([, member]) => isThere(member)));
}

/** The function and its argument when the object is a call, such as `{ "Fn::Join": [...] }`. */
function intrinsicCall(value: Readonly<Record<string, unknown>>, where: string): [string, unknown] | undefined {
  const entries = Object.entries(value);
  const call = entries.find(([key]) => key === 'Ref' || key.startsWith('Fn::'));
  if (!call) return undefined;
  if (entries.length > 1) throw new TemplateError(where, `${call[0]} must be the only member of its object`);
  return call;
}

/** CloudFormation fetches `{{resolve:...}}` from Secrets Manager or Parameter Store while it deploys. */
function withoutDynamicReference(text: string, where: string): string {
  const [reference] = /\{\{resolve:[^}]*\}\}/.exec(text) ?? [];
  if (reference) throw new TemplateError(where, `dynamic reference ${reference} is not supported`);
  return text;
}

function isThere(value: unknown): boolean {
  return value !== noValue;
}
