import { TemplateError } from './template-error.ts';

/**
 * Computes the value of each name once, though one name's computation may ask for another's.
 *
 * @throws TemplateError naming the circle when a name's computation comes to ask for itself.
 */
export function once<Value>(kind: string, compute: (name: string) => Value): (name: string) => Value {
  const values = new Map<string, Value>();
  const underWay: string[] = [];
  return (name) => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const circle = underWay.indexOf(name);
    if (circle >= 0) {
      throw new TemplateError(kind, `circular dependency: ${[...underWay.slice(circle), name].join(' -> ')}`);
    }
    underWay.push(name);
    const value = compute(name);
    underWay.pop();
    values.set(name, value);
    return value;
  };
}
