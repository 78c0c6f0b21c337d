import { SqlError } from '../../redshift/engine.ts';

/** What Redshift ML has and the local engine has not, refused by its name. */
export function notSupported(what: string): SqlError {
  return new SqlError(`ERROR: ${what} is not supported by the local engine`);
}
