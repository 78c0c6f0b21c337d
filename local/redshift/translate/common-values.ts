import type { Token } from '../syntax/tokens.ts';
import { castTo } from './casts.ts';
import { commonType, isText } from './number-types.ts';
import { outputType } from './output-type.ts';
import type { Translated } from './translated.ts';

/** The type that all of these have together; texts without a type take that of the others. */
export function commonOf(values: readonly Translated[]): Translated['type'] {
  const some = values.filter(({ untyped }) => untyped !== 'null');
  const isTextual = some.every((value) => value.untyped === 'text' || isText(value.type));
  const typed = isTextual ? some : some.filter(({ untyped }) => untyped === undefined);
  const [first, ...others] = typed.map(outputType);
  return others.reduce<Translated['type']>(commonType, first);
}

/** Casts a value to the type that it shall share with others. */
export function unify(place: Token, value: Translated, type: Translated['type']): Translated {
  if (!type || value.untyped === 'null' || value.type?.name === type.name) return value;
  if (value.untyped === 'text' && type.name === 'varchar') return value;
  return castTo(place, value, type);
}
