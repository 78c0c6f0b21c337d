import { quoteName, quoteText } from '../syntax/tokens.ts';
import { duckdbType } from '../tables/data-type.ts';
import type { TableColumn } from '../tables/table-description.ts';
import type { CopyOptions } from './copy-options.ts';

/** Makes the cast of a field that is neither null nor blank. */
type Cast = (field: string, column: TableColumn) => string;

const refuse = `error('another look is needed')`;

/** A date as DuckDB itself writes it, but neither infinity nor a year without four digits or before Christ. */
const canonical = (field: string, type: string) => {
  const value = `TRY_CAST(${field} AS ${type})`;
  return `CASE WHEN CAST(${value} AS VARCHAR) = ${field} AND ${field}[5] = '-' AND NOT contains(${field}, '(')
    THEN ${value} ELSE ${refuse} END`;
};

/** DuckDB casts more than COPY does (`1e3` and `1_0` to integers), so a whole number must look like one. */
const wholeNumber: Cast = (field, column) => {
  const type = duckdbType(column.type);
  const value = `TRY_CAST(${field} AS ${type})`;
  const looksWhole = `regexp_full_match(${field}, '\\s*[+-]?[0-9]+\\s*')`;
  return `CASE WHEN CAST(${value} AS VARCHAR) = ${field} OR (${value} IS NOT NULL AND ${looksWhole})
    THEN ${value} ELSE ${refuse} END`;
};

const floatingPoint: Cast = (field, column) => {
  const value = `TRY_CAST(${field} AS ${duckdbType(column.type)})`;
  return `CASE WHEN isfinite(${value}) AND NOT contains(${field}, '_') THEN ${value} ELSE ${refuse} END`;
};

const oneOf = (words: string) => words.split(' ').map(quoteText).join(', ');
const boolean: Cast = (field) =>
  `CASE WHEN lower(${field}) IN (${oneOf('t true 1 y yes')}) THEN true
    WHEN lower(${field}) IN (${oneOf('f false 0 n no')}) THEN false ELSE ${refuse} END`;

/** COPY cuts digits off where DuckDB would round. */
const numeric: Cast = (field, column) => {
  const type = duckdbType(column.type);
  const fits = `regexp_full_match(${field}, '[+-]?[0-9]+(\\.[0-9]{0,${column.type.scale}})?')`;
  return `CASE WHEN ${fits} AND TRY_CAST(${field} AS ${type}) IS NOT NULL
    THEN TRY_CAST(${field} AS ${type}) ELSE ${refuse} END`;
};

const casts: Readonly<Record<string, Cast>> = {
  smallint: wholeNumber,
  integer: wholeNumber,
  bigint: wholeNumber,
  real: floatingPoint,
  'double precision': floatingPoint,
  boolean,
  numeric,
  date: (field) => canonical(field, 'DATE'),
  'timestamp without time zone': (field) => canonical(field, 'TIMESTAMP'),
};

/**
 * SQL that turns a field of a column into what `fieldParser` gives for it, or ends the statement when that is not sure;
 * undefined for a type that only `fieldParser` reads. Right fields that are written in an unusual way may end it too.
 */
export function checkedCast(column: TableColumn, options: CopyOptions): string | undefined {
  // The reader gives no other null than that of an empty field.
  const field = `coalesce(${quoteName(column.name)}, '')`;
  const isNull = options.nullText === undefined ? 'false' : `${field} = ${quoteText(options.nullText)}`;
  const value =
    column.type.bytes === undefined ? checkedValue(field, isNull, column) : checkedText(field, isNull, column, options);
  if (value === undefined || column.isNullable) return value;
  return `coalesce(${value}, ${refuse})`;
}

function checkedValue(field: string, isNull: string, column: TableColumn): string | undefined {
  const cast = casts[column.type.name];
  return cast && `CASE WHEN ${isNull} OR trim(${field}) = '' THEN NULL ELSE ${cast(field, column)} END`;
}

function checkedText(field: string, isNull: string, { type }: TableColumn, options: CopyOptions): string {
  const nulls = [isNull];
  if (options.emptyAsNull) nulls.push(`${field} = ''`);
  if (options.blanksAsNull) nulls.push(`(${field} <> '' AND trim(${field}) = '')`);
  const isAscii = type.name === 'character' ? ` AND strlen(${field}) = length(${field})` : '';
  return `CASE WHEN ${nulls.join(' OR ')} THEN NULL
    WHEN strlen(${field}) <= ${type.bytes}${isAscii} THEN ${field} ELSE ${refuse} END`;
}
