import { SqlError } from '../../redshift/engine.ts';
import { type Preprocessor, TRANSFORMERS, type Transformer } from '../dataset/preprocessing.ts';
import { notSupported } from './not-supported.ts';

/** Transformers of Redshift that mix a row's or a column's values, which the local trees cannot follow. */
const unsupportedTransformers = ['Normalizer', 'PCA'];

/**
 * Reads the JSON of PREPROCESSORS: `[{"ColumnSet": ["a", "b"], "Transformers": ["Imputer"]}, ...]`.
 *
 * @throws SqlError when it is no such list, or names a column twice, or a transformer that is unknown or not supported.
 */
export function readPreprocessors(text: string): readonly Preprocessor[] {
  const list: unknown = parseJson(text);
  if (!Array.isArray(list)) throw malformed('it is no list');
  const preprocessors = list.map(readPreprocessor);
  const columns = preprocessors.flatMap((preprocessor) => preprocessor.columns);
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) throw malformed(`column "${twice}" is in two column sets`);
  return preprocessors;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed('it is no JSON', cause);
  }
}

function readPreprocessor(item: unknown): Preprocessor {
  const { ColumnSet: columns, Transformers: transformers } = Object(item) as Record<string, unknown>;
  if (!isTexts(columns) || !isTexts(transformers)) {
    throw malformed('each item needs a "ColumnSet" and "Transformers", both lists of texts');
  }
  return { columns: columns.map((column) => column.toLowerCase()), transformers: transformers.map(readTransformer) };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
}

function readTransformer(name: string): Transformer {
  const known = TRANSFORMERS.find((transformer) => transformer === name);
  if (known) return known;
  if (unsupportedTransformers.includes(name)) throw notSupported(`the transformer ${name}`);
  throw malformed(`there is no transformer "${name}"`);
}

function malformed(reason: string, cause?: unknown): SqlError {
  return new SqlError(`ERROR: invalid PREPROCESSORS: ${reason}`, { cause });
}
