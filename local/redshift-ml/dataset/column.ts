/** A value as SQL gives it; DECIMAL, dates and BIGINT beyond 2^53 come as text. */
export type RawValue = null | boolean | number | string;

/** How a column is learned from: `numeric` by order, `categorical` by equality (dates and times too, in text order). */
export type ColumnKind = 'numeric' | 'categorical';

interface ColumnOf<Kind extends ColumnKind, Values> {
  readonly name: string;
  readonly kind: Kind;
  readonly values: Values;
}

/** Numbers as float32, as XGBoost sees them; NaN where a value is missing. */
export type NumericColumn = ColumnOf<'numeric', Float32Array>;

/** Texts; null where a value is missing. */
export type CategoricalColumn = ColumnOf<'categorical', ReadonlyArray<string | null>>;

/** One feature column of the training data. */
export type Column = NumericColumn | CategoricalColumn;

/** A value does not fit its column. */
export class ColumnValueError extends Error {
  override readonly name = 'ColumnValueError';
}

/** A raw value as a number: booleans are 0 and 1, null is NaN; throws ColumnValueError for text that is no number. */
export function toNumber(value: RawValue, column: string): number {
  if (value === null) return Number.NaN;
  if (typeof value !== 'string') return Number(value);
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (Number.isNaN(number)) throw new ColumnValueError(`column ${column}: ${JSON.stringify(value)} is not a number`);
  return number;
}

/** Numeric when no value is text, else categorical. */
function inferKind(values: Iterable<RawValue>): ColumnKind {
  for (const value of values) {
    if (typeof value === 'string') return 'categorical';
  }
  return 'numeric';
}

/** Makes a column from raw values; give `kind` where SQL's type is known, since DECIMAL comes as text. */
export function toColumn(name: string, values: readonly RawValue[], kind: ColumnKind = inferKind(values)): Column {
  return kind === 'numeric'
    ? { name, kind, values: Float32Array.from(values, (value) => toNumber(value, name)) }
    : { name, kind, values: values.map((value) => (value === null ? null : String(value))) };
}
