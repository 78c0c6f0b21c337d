import { type Column, type ColumnKind, ColumnValueError, type RawValue, toNumber } from './column.ts';
import type { FeatureMatrix } from './feature-matrix.ts';

/** Up to this many categories get an indicator feature each; more are numbered in text order. */
const MAX_INDICATORS = 32;

interface ColumnEncoderOf<Kind extends string> {
  readonly name: string;
  readonly encoding: Kind;
}

/** A number as it is; `fill` stands for a missing one, null leaves it missing because training saw missing ones too. */
export interface NumericEncoder extends ColumnEncoderOf<'numeric'> {
  readonly fill: number | null;
}

/** One 0/1 feature for each category; a missing or unseen category is 0 in all of them. */
export interface IndicatorEncoder extends ColumnEncoderOf<'indicators'> {
  readonly categories: readonly string[];
}

/** The category's place in text order; an unseen one lies half-way between its neighbours, a missing one is missing. */
export interface OrdinalEncoder extends ColumnEncoderOf<'ordinal'> {
  readonly categories: readonly string[];
}

/** What one column learned in training: its name, and its fill value or its categories. */
export type ColumnEncoder = NumericEncoder | IndicatorEncoder | OrdinalEncoder;

/** Turns raw columns into numeric features; plain JSON, so that it travels with the model. */
export type Encoder = readonly ColumnEncoder[];

/** The kind of raw values that a column's encoder reads. */
function columnKind(encoder: ColumnEncoder): ColumnKind {
  return encoder.encoding === 'numeric' ? 'numeric' : 'categorical';
}

/** Number of features that a column becomes. */
export function featureCount(encoder: ColumnEncoder): number {
  return encoder.encoding === 'indicators' ? encoder.categories.length : 1;
}

/** Learns the categories and fill values of training columns; it never looks at the target. */
export function fitEncoder(columns: readonly Column[]): Encoder {
  return columns.map(fitColumn);
}

function fitColumn(column: Column): ColumnEncoder {
  const { name } = column;
  if (column.kind === 'numeric') {
    // Trees learn where missing values belong only when training has some.
    const fill = column.values.some(Number.isNaN) ? null : median(column.values);
    return { name, encoding: 'numeric', fill };
  }
  const categories = [...new Set(column.values)].filter((value) => value !== null).sort();
  return { name, encoding: categories.length <= MAX_INDICATORS ? 'indicators' : 'ordinal', categories };
}

function median(values: Float32Array): number | null {
  return values.toSorted()[values.length >> 1] ?? null;
}

/** The features' names: the column's own, or `column=category` for an indicator. */
export function featureNames(encoder: Encoder): string[] {
  return encoder.flatMap((column) =>
    column.encoding === 'indicators'
      ? column.categories.map((category) => featureName(`${column.name}=${category}`))
      : [featureName(column.name)],
  );
}

/** XGBoost refuses names with brackets or `<`. */
function featureName(name: string): string {
  return name.replace(/[[\]<]/g, '_');
}

/** Writes one raw value's features to `row[offset...]`. */
export type ValueEncoder = (value: RawValue, row: Float32Array, offset: number) => void;

/** Compiles a column's encoder into a function for single values; throws ColumnValueError for text in a number's place. */
export function compileColumn(encoder: ColumnEncoder): ValueEncoder {
  switch (encoder.encoding) {
    case 'numeric':
      return compileNumeric(encoder);
    case 'indicators':
      return compileIndicators(encoder);
    case 'ordinal':
      return compileOrdinal(encoder);
  }
}

function compileNumeric({ name, fill }: NumericEncoder): ValueEncoder {
  const missing = fill ?? Number.NaN;
  return (value, row, offset) => {
    const number = typeof value === 'number' ? value : toNumber(value, name);
    row[offset] = Number.isNaN(number) ? missing : number;
  };
}

function compileIndicators({ categories }: IndicatorEncoder): ValueEncoder {
  const places = new Map(categories.map((category, place) => [category, place]));
  return (value, row, offset) => {
    row.fill(0, offset, offset + categories.length);
    const place = value === null ? undefined : places.get(String(value));
    if (place !== undefined) row[offset + place] = 1;
  };
}

function compileOrdinal({ categories }: OrdinalEncoder): ValueEncoder {
  const places = new Map(categories.map((category, place) => [category, place]));
  return (value, row, offset) => {
    row[offset] = value === null ? Number.NaN : (places.get(String(value)) ?? placeBetween(categories, String(value)));
  };
}

function placeBetween(categories: readonly string[], value: string): number {
  const next = categories.findIndex((category) => category > value);
  return (next < 0 ? categories.length : next) - 0.5;
}

/** Encodes whole columns; throws ColumnValueError when they are not the columns that the encoder was fitted on. */
export function encodeColumns(encoder: Encoder, columns: readonly Column[], rowCount: number): FeatureMatrix {
  const encoded = encoder.flatMap((columnEncoder, index) => {
    const column = columns[index];
    if (column?.name !== columnEncoder.name || column.kind !== columnKind(columnEncoder)) {
      throw new ColumnValueError(`column ${index + 1} must be ${columnEncoder.name} (${columnKind(columnEncoder)})`);
    }
    return encodeColumn(columnEncoder, column, rowCount);
  });
  return { names: featureNames(encoder), rowCount, columns: encoded };
}

function encodeColumn(encoder: ColumnEncoder, column: Column, rowCount: number): Float32Array[] {
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
