import { type Column, type ColumnKind, type RawValue, toNumber } from './column.ts';

/** Gathers a column's values as they come, when nobody knows yet how many there will be. */
export interface ColumnCollector {
  /** Keeps values[rows[i]] at the place places[i], for every i; throws ColumnValueError for text in a number's place. */
  put(values: ArrayLike<RawValue>, rows: readonly number[], places: readonly number[]): void;
  /** The column of the first `rowCount` places. */
  column(rowCount: number): Column;
}

// Rows by which the memory of a column grows.
const growthRows = 2 ** 16;

/** Makes a collector of one column of at most `mostRows` rows. */
export function collectColumn(name: string, kind: ColumnKind, mostRows: number): ColumnCollector {
  return kind === 'numeric' ? collectNumbers(name, mostRows) : collectCategories(name);
}

/**
 * Numbers lie in shared memory, so that the training thread reads them where they are, and that memory grows in place:
 * copies of large columns would stay until the garbage collector comes.
 */
function collectNumbers(name: string, mostRows: number): ColumnCollector {
  const memory = new SharedArrayBuffer(0, { maxByteLength: mostRows * Float32Array.BYTES_PER_ELEMENT });
  let kept = new Float32Array(memory, 0, 0);
  const reserve = (rowCount: number): void => {
    const capacity = Math.min(mostRows, Math.ceil(rowCount / growthRows) * growthRows);
    memory.grow(capacity * Float32Array.BYTES_PER_ELEMENT);
    kept = new Float32Array(memory, 0, capacity);
  };
  return {
    put: (values, rows, places) => {
      const rowCount = places.reduce((largest, place) => Math.max(largest, place + 1), 0);
      if (rowCount > kept.length) reserve(rowCount);
      for (let index = 0; index < rows.length; index++) {
        kept[places[index] as number] = toNumber(values[rows[index] as number] as RawValue, name);
      }
    },
    column: (rowCount) => ({ name, kind: 'numeric', values: kept.subarray(0, rowCount) }),
  };
}

function collectCategories(name: string): ColumnCollector {
  const kept: Array<string | null> = [];
  return {
    put: (values, rows, places) => {
      for (let index = 0; index < rows.length; index++) {
        const value = values[rows[index] as number] as RawValue;
        kept[places[index] as number] = value === null ? null : String(value);
      }
    },
    column: (rowCount) => ({ name, kind: 'categorical', values: kept.slice(0, rowCount) }),
  };
}
