import type { DataType } from '../tables/data-type.ts';

/** A function's name with its argument types, which tells it from others of its name: `f(integer, character varying)`. */
export function functionSignature(name: string, types: readonly DataType[]): string {
  return `${name}(${types.map((type) => type.name).join(', ')})`;
}
