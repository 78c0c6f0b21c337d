import { SqlError } from '../engine.ts';
import { typeText } from '../syntax/value-type.ts';
import type { Translated } from './translated.ts';

/** @throws SqlError for a value that is known to be no truth, where only a truth can stand. */
export function requireTruth(clause: string, { type }: Translated): void {
  if (!type || type.name === 'bool' || type.name === 'super') return;
  throw new SqlError(`ERROR: argument of ${clause} must be type boolean, not type ${typeText(type)}`);
}
