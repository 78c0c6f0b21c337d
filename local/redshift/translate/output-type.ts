import type { ValueType } from '../syntax/value-type.ts';
import { sized } from './number-types.ts';
import type { Translated } from './translated.ts';

/** The type that a value has as a column of its own: a string is a VARCHAR as long as it is. */
export function outputType({ type, untyped, literal }: Translated): ValueType | undefined {
  if (untyped === 'null') return undefined;
  return untyped === 'text' ? sized('varchar', literal === undefined ? undefined : textBytes(literal)) : type;
}

/** No VARCHAR is shorter than one byte. */
function textBytes(text: string): number {
  return Math.max(1, Buffer.byteLength(text));
}
