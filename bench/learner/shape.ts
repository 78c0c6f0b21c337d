import { generateHistory } from '../../data/generate-history.ts';
import { type RawValue, toColumn } from '../../local/redshift-ml/dataset/column.ts';
import { encodeColumns } from '../../local/redshift-ml/dataset/encoder.ts';
import { fitEncoder } from '../../local/redshift-ml/dataset/fit-encoder.ts';
import { seededRandom } from '../../local/redshift-ml/learner/random.ts';

/** An encoded matrix with binary labels: the first rows are to train on, all others are held out. */
export interface Shape {
  readonly name: string;
  /** In shared memory, so that a thread can read them without a copy. */
  readonly columns: readonly Float32Array[];
  readonly labels: Float32Array;
  readonly trainingRows: number;
}

const numericFeatures = 14;

/** Numbers of many values, some of which decide about the label, alone and together; `missingShare` of them are NaN. */
export function numericShape(name: string, trainingRows: number, heldOutRows: number, missingShare = 0): Shape {
  const random = seededRandom(trainingRows);
  const rowCount = trainingRows + heldOutRows;
  const columns = Array.from({ length: numericFeatures }, () => sharedFloats(rowCount));
  const labels = sharedFloats(rowCount);
  for (let row = 0; row < rowCount; row++) {
    for (const column of columns) column[row] = random() + random() + random() + random() - 2;
    const [a, b, c, d, e, f] = columns.map((column) => column[row] as number) as [number, ...number[]];
    const margin = 2 * a + 3 * (b ?? 0) * (c ?? 0) + Math.sin(5 * (d ?? 0)) + ((e ?? 0) > 0.2 ? 2 * (f ?? 0) : 0);
    labels[row] = Number(random() < 1 / (1 + Math.exp(-margin)));
    for (const column of columns) if (missingShare > 0 && random() < missingShare) column[row] = Number.NaN;
  }
  return { name, columns, labels, trainingRows };
}

/** The project's generated history, encoded as AUTO encodes it. */
export function historyShape(name: string, trainingRows: number, heldOutRows: number, seed: number): Shape {
  const rowCount = trainingRows + heldOutRows;
  const cases = [...generateHistory({ rows: rowCount, seed })];
  const rows = cases.map(({ customer: { customerId: _, ...features }, strategy }): Record<string, RawValue> => {
    return { ...features, strategy };
  });
  const columns = Object.keys(rows[0] ?? {}).map((column) =>
    toColumn(
      column,
      rows.map((row) => row[column] ?? null),
    ),
  );
  const encoded = encodeColumns(fitEncoder(columns), columns, rowCount);
  return {
    name,
    columns: encoded.columns.map(share),
    labels: share(Float32Array.from(cases, ({ successful }) => Number(successful))),
    trainingRows,
  };
}

function sharedFloats(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}

function share(values: Float32Array): Float32Array {
  const shared = sharedFloats(values.length);
  shared.set(values);
  return shared;
}
