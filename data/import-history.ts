import { stat } from 'node:fs/promises';
import { checkHeader, checkRecord } from './check-record.ts';
import { csvLine } from './csv-line.ts';
import { historyColumns, outcomeColumn, outcomeTexts, timestampColumn } from './history-columns.ts';
import { HistoryCsvError } from './history-csv-error.ts';
import { readRecords } from './read-records.ts';
import { replaceFile } from './replace-file.ts';
import { countSplit, splitProblem } from './training-split.ts';

/** What to read and where to write it. */
export interface ImportHistoryOptions {
  readonly source: string;
  readonly target: string;
  /** When given (YYYY-MM-DD), the history must suffice to train before it and to evaluate from it on. */
  readonly cutOff?: string | undefined;
  /** Told how much is done, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** What an import found. */
export interface ImportedHistory {
  readonly rows: number;
}

/** Rows between two reports of progress. */
const reportRows = 1000;

const timestampPosition = historyColumns.indexOf(timestampColumn);
const outcomePosition = historyColumns.indexOf(outcomeColumn);

/**
 * Checks a user's CSV against every rule of the loan history and writes it in the canonical form: columns in order,
 * no byte order mark, LF, numbers and booleans in one spelling. Nothing is written unless every row passes.
 *
 * @throws HistoryCsvError naming file, line and column of the first thing that is wrong.
 */
export async function importHistory(options: ImportHistoryOptions): Promise<ImportedHistory> {
  const { source, target, cutOff, onProgress } = options;
  const split = cutOff === undefined ? undefined : countSplit(cutOff);
  let rows = 0;
  async function* lines(): AsyncGenerator<string> {
    yield csvLine(historyColumns);
    for await (const { texts, fraction } of readCases(source)) {
      yield csvLine(texts);
      split?.add(texts[timestampPosition] ?? '', texts[outcomePosition] === outcomeTexts.success);
      rows += 1;
      if (rows % reportRows === 0) onProgress?.(fraction);
    }
    const problem = split && cutOff !== undefined ? splitProblem(split.split(), cutOff) : undefined;
    if (problem)
      throw new HistoryCsvError(
        { file: source, line: rows + 1, column: timestampColumn },
        `the file ends with ${problem}`,
      );
  }
  await replaceFile(target, lines());
  return { rows };
}

/** The canonical texts of each case, and the share of the file that has been read with it. */
async function* readCases(file: string): AsyncGenerator<{ texts: readonly string[]; fraction: number }> {
  let header: readonly string[] | undefined;
  let cases = 0;
  let size = 0;
  for await (const { texts, line, bytes } of readRecords(file)) {
    if (header === undefined) {
      header = checkHeader(texts, { file, line });
      ({ size } = await stat(file));
      continue;
    }
    yield { texts: checkRecord(texts, header, { file, line }), fraction: Math.min(1, bytes / size) };
    cases += 1;
  }
  if (cases === 0) throw new HistoryCsvError({ file }, header ? 'has a header but no rows' : 'is empty');
}
