import type { Token } from '../syntax/tokens.ts';
import { castTo } from './casts.ts';
import { commonType } from './number-types.ts';
import type { Translated } from './translated.ts';

/** The type that all of these have together; texts without a type take that of the others. */
export function commonOf(values: readonly Translated[]): Translated['type'] {
  const typed = values.filter(({ untyped }) => untyped === undefined);
  const [first, ...others] = typed;
  if (!first) return values.some(({ untyped }) => untyped === 'text') ? { name: 'varchar' } : undefined;
  return others.reduce<Translated['type']>((type, value) => commonType(type, value.type), first.type);
}

/** Casts a value to the type that it shall share with others. */
export function unify(place: Token, value: Translated, type: Translated['type']): Translated {
  if (!type || value.untyped === 'null' || value.type?.name === type.name) return value;
  if (value.untyped === 'text' && type.name === 'varchar') return value;
  return castTo(place, value, type);
}
