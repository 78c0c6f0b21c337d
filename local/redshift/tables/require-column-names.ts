import { SqlError } from '../engine.ts';

/** https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_usage.html */
const maximumColumns = 1600;
/** Columns that every table of Redshift has. */
const systemColumns = ['oid', 'tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid'];

/** @throws SqlError at a name that comes twice or belongs to the system, and when there are more than 1600 columns. */
export function requireColumnNames(names: readonly string[]): void {
  if (names.length > maximumColumns) throw new SqlError(`ERROR: tables can have at most ${maximumColumns} columns`);
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new SqlError(`ERROR: column "${name}" duplicated`);
    if (systemColumns.includes(name)) {
      throw new SqlError(`ERROR: column name "${name}" conflicts with a system column name`);
    }
    seen.add(name);
  }
}
