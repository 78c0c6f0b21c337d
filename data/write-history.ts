import { csvLine } from './csv-line.ts';
import { generateHistory } from './generate-history.ts';
import type { HistoryCase } from './history-case.ts';
import { historyColumns, historyTexts } from './history-columns.ts';
import { replaceFile } from './replace-file.ts';

/** What to write where; `onProgress` is told how much is done, 0 to 1. */
export interface WriteHistoryOptions {
  readonly path: string;
  readonly rows: number;
  readonly seed: number;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Rows between two reports of progress. */
const reportRows = 1000;

/**
 * Writes a generated history as CSV; the same rows and seed give the same bytes. The file appears when it is whole.
 *
 * @throws RangeError as generateHistory does.
 */
export async function writeHistory({ path, rows, seed, onProgress }: WriteHistoryOptions): Promise<void> {
  const cases = generateHistory({ rows, seed });
  await replaceFile(
    path,
    historyLines(cases, (written) => onProgress?.(written / rows)),
  );
}

function* historyLines(cases: Iterable<HistoryCase>, onRows: (written: number) => void): Generator<string> {
  yield csvLine(historyColumns);
  let written = 0;
  for (const past of cases) {
    yield csvLine(historyTexts(past));
    written += 1;
    if (written % reportRows === 0) onRows(written);
  }
}
