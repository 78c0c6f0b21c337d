import type { ColumnKind, RawValue } from '../dataset/column.ts';
import { type ColumnEncoder, columnKind, compileColumn, type Encoder, featureCount } from '../dataset/encoder.ts';
import type { Label, ProblemType } from '../dataset/labels.ts';
import { createObjective } from '../learner/objective.ts';
import type { Booster } from './booster.ts';
import { flattenTrees, spreadMissing } from './flat-forest.ts';
import { compileForestWalk, rowsAbreast } from './forest-walk.ts';
import { loadModel } from './load-model.ts';
import { readSignature, type Signature } from './signature.ts';

/** Rows scored at once, a multiple of rowsAbreast: their features stay in the processor's cache while the trees pass by. */
const BLOCK_ROWS = 64;

/** A compiled model: raw feature columns in, predictions out. */
export interface Scorer {
  readonly problemType: ProblemType;
  /** Names of the raw columns, in the order in which they must be given. */
  readonly inputs: readonly string[];
  /** The kinds of the raw columns, in the same order. */
  readonly inputKinds: readonly ColumnKind[];
  /** Class names; empty for a regression. */
  readonly labels: readonly Label[];
  /** Predictions of each row: 1, or with multi:softprob one for each class. A binary one is that of labels[1]. */
  readonly predictionCount: number;
  /** Predictions, row-major; throws ColumnValueError for text in a numeric column. */
  scoreRows(columns: ReadonlyArray<ArrayLike<RawValue>>, rowCount: number): Float64Array;
  /** The predictions of one row of raw values. */
  scoreRow(values: readonly RawValue[]): Float64Array;
}

/** Compiles XGBoost's JSON model; one that another program trained takes its features as numeric columns. */
export function compileModel(json: string): Scorer {
  const booster = loadModel(json);
  const { problemType, encoder, labels } =
    readSignature(booster.attributes, booster.featureCount) ?? guessSignature(booster);
  const objective = createObjective({
    name: booster.objective,
    numClass: booster.numClass,
    scalePosWeight: booster.scalePosWeight,
  });
  const { marginCount } = objective;
  const baseMargin = objective.toMargin(booster.baseScore);
  const width = 2 * booster.featureCount;
  const walks = flattenTrees(booster).map((forest) => compileForestWalk(forest, width, marginCount));
  const encode = compileEncoder(encoder);
  const scoreRows: Scorer['scoreRows'] = (columns, rowCount) => {
    // Rows that nobody asked for fill the last step of the walk up.
    const walkers = Math.ceil(rowCount / rowsAbreast) * rowsAbreast;
    const margins = new Float32Array(walkers * marginCount).fill(baseMargin);
    const block = new Float32Array(Math.min(walkers, BLOCK_ROWS) * width);
    for (let begin = 0; begin < rowCount; begin += BLOCK_ROWS) {
      const end = Math.min(walkers, begin + BLOCK_ROWS);
      encode(columns, begin, Math.min(rowCount, end), block, width);
      spreadMissing(block, booster.featureCount, end - begin);
      const blockMargins = margins.subarray(begin * marginCount, end * marginCount);
      for (const walk of walks) walk(block, end - begin, blockMargins);
    }
    return objective.predict(margins.subarray(0, rowCount * marginCount));
  };
  return {
    problemType,
    inputs: encoder.map(({ name }) => name),
    inputKinds: encoder.map(columnKind),
    labels,
    predictionCount: objective.predictionCount,
    scoreRows,
    scoreRow: (values) =>
      scoreRows(
        values.map((value) => [value]),
        1,
      ),
  };
}

function guessSignature({ objective, numClass, featureCount, featureNames }: Booster): Signature {
  const encoder = Array.from({ length: featureCount }, (_, index) => {
    return { name: featureNames[index] ?? `f${index}`, encoding: 'numeric' as const, fill: null };
  });
  if (objective.startsWith('reg:')) return { problemType: 'REGRESSION', encoder, labels: [] };
  const labels = Array.from({ length: Math.max(2, numClass) }, (_, label) => label);
  return { problemType: numClass > 0 ? 'MULTICLASS_CLASSIFICATION' : 'BINARY_CLASSIFICATION', encoder, labels };
}

type BlockEncoder = (
  columns: ReadonlyArray<ArrayLike<RawValue>>,
  begin: number,
  end: number,
  block: Float32Array,
  width: number,
) => void;

function compileEncoder(encoder: Encoder): BlockEncoder {
  let offset = 0;
  const steps = encoder.map((column, index) => {
    const step = { index, offset, encode: compileColumn(column), fill: fillOf(column) };
    offset += featureCount(column);
    return step;
  });
  return (columns, begin, end, block, width) => {
    if (columns.length !== encoder.length) {
      throw new RangeError(`the model takes ${encoder.length} columns, not ${columns.length}`);
    }
    for (const { index, offset: first, encode, fill } of steps) {
      const column = columns[index] as ArrayLike<RawValue>;
      if (fill !== undefined && (column instanceof Float64Array || column instanceof Float32Array)) {
        encodeNumbers(column, begin, end, fill, block, width, first);
        continue;
      }
      for (let row = begin; row < end; row++) encode(column[row] ?? null, block, (row - begin) * width + first);
    }
  };
}

/** What stands for a missing number; undefined for a column that is not just numbers. */
function fillOf(column: ColumnEncoder): number | undefined {
  return column.encoding === 'numeric' && !column.marksMissing ? (column.fill ?? Number.NaN) : undefined;
}

/** The same as the column's encoder does value by value, in a fifth of the time. */
function encodeNumbers(
  values: Float64Array | Float32Array,
  begin: number,
  end: number,
  fill: number,
  block: Float32Array,
  width: number,
  first: number,
): void {
  for (let row = begin, place = first; row < end; row++, place += width) {
    const value = values[row] as number;
    block[place] = Number.isNaN(value) ? fill : value;
  }
}
