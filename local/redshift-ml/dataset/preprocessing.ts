/**
 * What PREPROCESSORS may ask for, https://docs.aws.amazon.com/redshift/latest/dg/r_create_model_use_cases.html. A tree asks
 * only how values are ordered, so StandardScaler and MinMax, which keep the order, leave a column as it is.
 */
export const TRANSFORMERS = [
  'OneHotEncoder',
  'OrdinalEncoder',
  'NumericPassthrough',
  'Imputer',
  'ImputerWithIndicator',
  'StandardScaler',
  'MinMax',
  'DateTimeVectorizer',
] as const;

/** A transformer by Redshift's name. */
export type Transformer = (typeof TRANSFORMERS)[number];

/** The transformers of some columns; the column `*` stands for those that no other set names. */
export interface Preprocessor {
  readonly columns: readonly string[];
  readonly transformers: readonly Transformer[];
}

/** The transformers do not fit each other or their column. */
export class PreprocessingError extends Error {
  override readonly name = 'PreprocessingError';
}

/** The transformers of one column; undefined when no set names it and it is encoded by its kind. */
export function transformersOf(
  column: string,
  preprocessors: readonly Preprocessor[],
): readonly Transformer[] | undefined {
  const own = preprocessors.find(({ columns }) => columns.includes(column));
  return (own ?? preprocessors.find(({ columns }) => columns.includes('*')))?.transformers;
}
