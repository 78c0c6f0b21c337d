import type { QualifiedName } from '../syntax/token-reader.ts';
import type { TableColumn } from '../tables/table-description.ts';
import type { BucketObject } from './bucket-objects.ts';
import type { CopyOptions } from './copy-options.ts';
import type { ReportRows } from './stage-rows.ts';

/** What a COPY is to do. */
export interface Load {
  readonly relation: QualifiedName;
  /** In the order of the fields. */
  readonly columns: readonly TableColumn[];
  readonly objects: readonly BucketObject[];
  readonly options: CopyOptions;
  readonly bucketsFolder: string;
  readonly report: ReportRows;
  /** @throws StatementCancelledError when the statement is cancelled. */
  readonly requireRunning: () => void;
}
