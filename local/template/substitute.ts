import type { Scope } from './scope.ts';
import { asArguments, asObject, asText } from './values.ts';

/** `Fn::Sub` in both forms: a text, or a text and values for names of its own. `${!Name}` stays as `${Name}`. */
export function substitute(argument: unknown, where: string, scope: Scope): string {
  const [template, values = {}] = typeof argument === 'string' ? [argument] : asArguments(argument, 1, 2, where);
  const own = asObject(values, where);
  return asText(template, where).replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (Object.hasOwn(own, name)) return asText(scope.resolve(own[name], where), where);
    return asText(referTo(name.trim(), where, scope), where);
  });
}

function referTo(name: string, where: string, scope: Scope): unknown {
  const dot = name.indexOf('.');
  return dot < 0 ? scope.reference(name, where) : scope.attribute(name.slice(0, dot), name.slice(dot + 1), where);
}
