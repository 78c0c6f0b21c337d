import { type DuckDBDataChunk, DuckDBTypeId } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { RawValue } from '../dataset/column.ts';
import { toRawValue } from './duckdb-types.ts';

/** Bits of a word of DuckDB's validity mask, https://duckdb.org/docs/stable/clients/c/vector. */
const wordBits = 32;

/** The values of one column of a chunk: DOUBLE as numbers with NaN for NULL, other types value by value. */
export function readChunkColumn(chunk: DuckDBDataChunk, index: number): ArrayLike<RawValue> {
  const isDouble = chunk.getColumnVector(index).type.typeId === DuckDBTypeId.DOUBLE;
  return isDouble ? readDoubles(chunk, index, chunk.rowCount) : readChunkValues(chunk, index);
}

/** The values of one column of a chunk, null where they are missing. */
export function readChunkValues(chunk: DuckDBDataChunk, index: number): RawValue[] {
  const vector = chunk.getColumnVector(index);
  return Array.from({ length: chunk.rowCount }, (_, row) => toRawValue(vector.getItem(row)));
}

/** DuckDB's own memory where no value is missing: to be read before the chunk goes, and never written. */
function readDoubles({ chunk }: DuckDBDataChunk, index: number, rowCount: number): Float64Array {
  const vector = duckdb.data_chunk_get_vector(chunk, index);
  const bytes = duckdb.vector_get_data(vector, rowCount * Float64Array.BYTES_PER_ELEMENT);
  const values = new Float64Array(bytes.buffer, bytes.byteOffset, rowCount);
  const validity = readValidity(vector, rowCount);
  if (!validity) return values;
  return values.map((value, row) => (isValid(validity, row) ? value : Number.NaN));
}

/** Nothing when all values are valid. */
function readValidity(vector: duckdb.Vector, rowCount: number): Uint32Array | undefined {
  const words = 2 * Math.ceil(rowCount / (2 * wordBits));
  const bytes = duckdb.vector_get_validity(vector, words * Uint32Array.BYTES_PER_ELEMENT);
  return bytes ? new Uint32Array(bytes.buffer, bytes.byteOffset, words) : undefined;
}

function isValid(validity: Uint32Array, row: number): boolean {
  return (((validity[Math.floor(row / wordBits)] as number) >>> (row % wordBits)) & 1) === 1;
}
