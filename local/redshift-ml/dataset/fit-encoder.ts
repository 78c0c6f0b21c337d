import type { CategoricalColumn, Column, NumericColumn } from './column.ts';
import type { ColumnEncoder, Encoder } from './encoder.ts';
import { PreprocessingError, type Preprocessor, type Transformer, transformersOf } from './preprocessing.ts';

/** Up to this many categories get an indicator feature each; more are numbered in text order. */
const MAX_INDICATORS = 32;

/**
 * Learns the categories and fill values of training columns; it never looks at the target. A column without transformers
 * is encoded by its kind. An Imputer fills in the median, or the most frequent category.
 *
 * @throws PreprocessingError when transformers do not fit each other or the column.
 */
export function fitEncoder(columns: readonly Column[], preprocessors: readonly Preprocessor[] = []): Encoder {
  return columns.map((column) => {
    const transformers = transformersOf(column.name, preprocessors);
    return transformers === undefined ? fitByKind(column) : fitByTransformers(column, transformers);
  });
}

function fitByKind(column: Column): ColumnEncoder {
  const { name } = column;
  if (column.kind === 'numeric') {
    // Trees learn where missing values belong only when training has some.
    const fill = column.values.some(Number.isNaN) ? null : median(column.values);
    return { name, encoding: 'numeric', fill };
  }
  const categories = categoriesOf(column);
  return { name, encoding: categories.length <= MAX_INDICATORS ? 'indicators' : 'ordinal', categories };
}

function fitByTransformers(column: Column, transformers: readonly Transformer[]): ColumnEncoder {
  requireFitting(column, transformers);
  const { name } = column;
  const marksMissing = transformers.includes('ImputerWithIndicator') ? ({ marksMissing: true } as const) : {};
  const fills = transformers.includes('Imputer') || transformers.includes('ImputerWithIndicator');
  if (transformers.includes('DateTimeVectorizer')) return { name, encoding: 'datetime', ...marksMissing };
  const isOneHot = transformers.includes('OneHotEncoder');
  // Numbers in order are what OrdinalEncoder makes of them.
  if (column.kind === 'numeric' && !isOneHot) {
    return { name, encoding: 'numeric', fill: fills ? median(column.values) : null, ...marksMissing };
  }
  const categories = categoriesOf(column);
  const isOrdinal = !isOneHot && (transformers.includes('OrdinalEncoder') || categories.length > MAX_INDICATORS);
  const fill = fills ? mostFrequent(column, categories) : undefined;
  return {
    name,
    encoding: isOrdinal ? 'ordinal' : 'indicators',
    categories,
    ...(fill !== undefined && { fill }),
    ...(column.kind === 'numeric' && { ofNumbers: true }),
    ...marksMissing,
  };
}

const encodings: readonly Transformer[] = [
  'OneHotEncoder',
  'OrdinalEncoder',
  'NumericPassthrough',
  'DateTimeVectorizer',
];
const forNumbers: readonly Transformer[] = ['NumericPassthrough', 'StandardScaler', 'MinMax'];

function requireFitting({ name, kind }: Column, transformers: readonly Transformer[]): void {
  const encoders = transformers.filter((transformer) => encodings.includes(transformer));
  if (encoders.length > 1) throw new PreprocessingError(`column ${name}: ${encoders.join(' and ')} exclude each other`);
  const wrong = transformers.find((transformer) =>
    kind === 'numeric' ? transformer === 'DateTimeVectorizer' : forNumbers.includes(transformer),
  );
  if (wrong) throw new PreprocessingError(`column ${name}: ${wrong} does not fit a ${kind} column`);
}

/** The distinct values as texts, in code-unit order. */
function categoriesOf(column: Column): string[] {
  return [...new Set(presentTexts(column))].sort();
}

function presentTexts(column: NumericColumn | CategoricalColumn): string[] {
  if (column.kind === 'categorical') return column.values.filter((value) => value !== null);
  return Array.from(
    column.values.filter((value) => !Number.isNaN(value)),
    String,
  );
}

function mostFrequent(column: Column, categories: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of presentTexts(column)) counts.set(text, (counts.get(text) ?? 0) + 1);
  const count = (category: string) => counts.get(category) ?? 0;
  return categories.toSorted((a, b) => count(b) - count(a))[0];
}

function median(values: Float32Array): number | null {
  const present = values.filter((value) => !Number.isNaN(value)).sort();
  return present[present.length >> 1] ?? null;
}
