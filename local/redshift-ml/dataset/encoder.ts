import { type Column, type ColumnKind, ColumnValueError, type RawValue, toNumber } from './column.ts';
import { DATE_PARTS, readDateParts } from './date-parts.ts';
import type { FeatureMatrix } from './feature-matrix.ts';

interface ColumnEncoderOf<Kind extends string> {
  readonly name: string;
  readonly encoding: Kind;
  /** One more 0/1 feature tells whether the value is missing. */
  readonly marksMissing?: true;
}

/** A number as it is; `fill` stands for a missing one, null leaves it missing. */
export interface NumericEncoder extends ColumnEncoderOf<'numeric'> {
  readonly fill: number | null;
}

interface CategoriesEncoderOf<Kind extends string> extends ColumnEncoderOf<Kind> {
  readonly categories: readonly string[];
  /** The category that a missing value counts as. */
  readonly fill?: string;
  /** The categories are numbers as JavaScript writes them. */
  readonly ofNumbers?: true;
}

/** One 0/1 feature for each category; a missing or unseen category is 0 in all of them. */
export interface IndicatorEncoder extends CategoriesEncoderOf<'indicators'> {}

/** The category's place in text order; an unseen one lies half-way between its neighbours, a missing one is missing. */
export interface OrdinalEncoder extends CategoriesEncoderOf<'ordinal'> {}

/** A feature for each of DATE_PARTS, missing where the value has no such part. */
export interface DateTimeEncoder extends ColumnEncoderOf<'datetime'> {}

/** What one column learned in training: its name, and its fill value or its categories. */
export type ColumnEncoder = NumericEncoder | IndicatorEncoder | OrdinalEncoder | DateTimeEncoder;

/** Turns raw columns into numeric features; plain JSON, so that it travels with the model. */
export type Encoder = readonly ColumnEncoder[];

/** The kind of raw values that a column's encoder reads. */
export function columnKind(encoder: ColumnEncoder): ColumnKind {
  const isNumeric = encoder.encoding === 'numeric' || ('ofNumbers' in encoder && encoder.ofNumbers);
  return isNumeric ? 'numeric' : 'categorical';
}

/** Number of features that a column becomes. */
export function featureCount(encoder: ColumnEncoder): number {
  return valueFeatureCount(encoder) + (encoder.marksMissing ? 1 : 0);
}

function valueFeatureCount(encoder: ColumnEncoder): number {
  if (encoder.encoding === 'indicators') return encoder.categories.length;
  return encoder.encoding === 'datetime' ? DATE_PARTS.length : 1;
}

/** The features' names: the column's own, `column=category`, `column.part`, and `column?` for a missing value's mark. */
export function featureNames(encoder: Encoder): string[] {
  return encoder.flatMap((column) => {
    const names = valueFeatureNames(column);
    return (column.marksMissing ? [...names, `${column.name}?`] : names).map(featureName);
  });
}

function valueFeatureNames(column: ColumnEncoder): readonly string[] {
  if (column.encoding === 'indicators') return column.categories.map((category) => `${column.name}=${category}`);
  return column.encoding === 'datetime' ? DATE_PARTS.map((part) => `${column.name}.${part}`) : [column.name];
}

/** XGBoost refuses names with brackets or `<`. */
function featureName(name: string): string {
  return name.replace(/[[\]<]/g, '_');
}

/** Writes one raw value's features to `row[offset...]`. */
export type ValueEncoder = (value: RawValue, row: Float32Array, offset: number) => void;

/** Compiles a column's encoder into a function for single values; throws ColumnValueError for text in a number's place. */
export function compileColumn(encoder: ColumnEncoder): ValueEncoder {
  const encode = compileValue(encoder);
  if (!encoder.marksMissing) return encode;
  const last = valueFeatureCount(encoder);
  return (value, row, offset) => {
    encode(value, row, offset);
    row[offset + last] = Number(value === null || Number.isNaN(value));
  };
}

function compileValue(encoder: ColumnEncoder): ValueEncoder {
  switch (encoder.encoding) {
    case 'numeric':
      return compileNumeric(encoder);
    case 'indicators':
      return compileIndicators(encoder);
    case 'ordinal':
      return compileOrdinal(encoder);
    case 'datetime':
      return (value, row, offset) => row.set(readDateParts(value === null ? '' : String(value)), offset);
  }
}

function compileNumeric({ name, fill }: NumericEncoder): ValueEncoder {
  const missing = fill ?? Number.NaN;
  return (value, row, offset) => {
    const number = typeof value === 'number' ? value : toNumber(value, name);
    row[offset] = Number.isNaN(number) ? missing : number;
  };
}

function compileIndicators(encoder: IndicatorEncoder): ValueEncoder {
  const { categories } = encoder;
  const places = new Map(categories.map((category, place) => [category, place]));
  const categoryOf = compileCategory(encoder);
  return (value, row, offset) => {
    row.fill(0, offset, offset + categories.length);
    const category = categoryOf(value);
    const place = category === null ? undefined : places.get(category);
    if (place !== undefined) row[offset + place] = 1;
  };
}

function compileOrdinal(encoder: OrdinalEncoder): ValueEncoder {
  const { categories } = encoder;
  const places = new Map(categories.map((category, place) => [category, place]));
  const categoryOf = compileCategory(encoder);
  return (value, row, offset) => {
    const category = categoryOf(value);
    row[offset] = category === null ? Number.NaN : (places.get(category) ?? placeBetween(categories, category));
  };
}

/** The category of a raw value; null for a missing one that nothing stands for. */
function compileCategory(encoder: IndicatorEncoder | OrdinalEncoder): (value: RawValue) => string | null {
  const { name, ofNumbers } = encoder;
  const fill = encoder.fill ?? null;
  if (!ofNumbers) return (value) => (value === null ? fill : String(value));
  return (value) => {
    const number = Math.fround(toNumber(value, name));
    return Number.isNaN(number) ? fill : String(number);
  };
}

function placeBetween(categories: readonly string[], value: string): number {
  const next = categories.findIndex((category) => category > value);
  return (next < 0 ? categories.length : next) - 0.5;
}

/**
 * Encodes whole columns to train on.
 *
 * @throws ColumnValueError when they are not the columns that the encoder was fitted on, and, in XGBoost's words, for
 * numbers that float32 has not.
 */
export function encodeColumns(encoder: Encoder, columns: readonly Column[], rowCount: number): FeatureMatrix {
  const encoded = encoder.flatMap((columnEncoder, index) => {
    const column = columns[index];
    if (column?.name !== columnEncoder.name || column.kind !== columnKind(columnEncoder)) {
      throw new ColumnValueError(`column ${index + 1} must be ${columnEncoder.name} (${columnKind(columnEncoder)})`);
    }
    if (column.kind === 'numeric' && column.values.some(isInfinite)) {
      throw new ColumnValueError(`column ${column.name}: Input data contains \`inf\` or a value too large`);
    }
    return encodeColumn(columnEncoder, column, rowCount);
  });
  return { names: featureNames(encoder), rowCount, columns: encoded };
}

function isInfinite(value: number): boolean {
  return Math.abs(value) === Number.POSITIVE_INFINITY;
}

function encodeColumn(encoder: ColumnEncoder, column: Column, rowCount: number): Float32Array[] {
  if (column.kind === 'numeric' && isKeptAsItIs(encoder, column.values)) return [column.values];
  const encode = compileColumn(encoder);
  const features = Array.from({ length: featureCount(encoder) }, () => new Float32Array(rowCount));
  const row = new Float32Array(features.length);
  for (let index = 0; index < rowCount; index++) {
    encode(column.values[index] ?? null, row, 0);
    features.forEach((feature, place) => {
      feature[index] = row[place] as number;
    });
  }
  return features;
}

/** A large column of numbers that nothing is done to need not lie in memory twice. */
function isKeptAsItIs(encoder: ColumnEncoder, values: Float32Array): boolean {
  if (encoder.encoding !== 'numeric' || encoder.marksMissing) return false;
  return encoder.fill === null || !values.some(Number.isNaN);
}
