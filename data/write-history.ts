import { csvLine } from './csv-line.ts';
import { generateHistory } from './generate-history.ts';
import type { HistoryCase } from './history-case.ts';
import { historyColumns, historyTexts } from './history-columns.ts';
import { replaceFile } from './replace-file.ts';
import { countSplit, splitProblem } from './training-split.ts';

/** What to write where. */
export interface WriteHistoryOptions {
  readonly path: string;
  readonly rows: number;
  readonly seed: number;
  /** When given (YYYY-MM-DD), the history must suffice to train before it and to evaluate from it on. */
  readonly cutOff?: string | undefined;
  /** Told how much is done, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Rows between two reports of progress. */
const reportRows = 1000;

/**
 * Writes a generated history as CSV; the same rows and seed give the same bytes. The file appears when it is whole.
 *
 * @throws RangeError as generateHistory does, and when there are too few rows for the cut-off.
 */
export async function writeHistory({ path, rows, seed, cutOff, onProgress }: WriteHistoryOptions): Promise<void> {
  const cases = generateHistory({ rows, seed });
  const lines = historyLines(cases, cutOff, (written) => onProgress?.(written / rows));
  await replaceFile(path, lines);
}

function* historyLines(
  cases: Iterable<HistoryCase>,
  cutOff: string | undefined,
  onRows: (written: number) => void,
): Generator<string> {
  const counter = cutOff === undefined ? undefined : countSplit(cutOff);
  yield csvLine(historyColumns);
  let written = 0;
  for (const past of cases) {
    yield csvLine(historyTexts(past));
    counter?.add(past.timestamp, past.successful);
    written += 1;
    if (written % reportRows === 0) onRows(written);
  }
  const problem = counter && cutOff !== undefined ? splitProblem(counter.split(), cutOff) : undefined;
  if (problem) throw new RangeError(`${written} generated rows leave ${problem} (--rows)`);
}
