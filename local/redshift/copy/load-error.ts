import type { TableColumn } from '../tables/table-description.ts';

/** Why a record was not loaded. */
export interface LoadError {
  /** `s3://bucket/key`. */
  readonly file: string;
  readonly line: number;
  /** Undefined when the record as a whole is wrong. */
  readonly column: TableColumn | undefined;
  readonly position: number;
  readonly rawLine: string;
  readonly rawField: string;
  readonly code: number;
  readonly message: string;
}

/** A load has met as many errors as it may. */
export class LoadFailedError extends Error {
  override readonly name = 'LoadFailedError';
  constructor(readonly errors: readonly LoadError[]) {
    super(errors.at(-1)?.message);
  }
}
