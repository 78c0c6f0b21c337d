/** Where in a CSV something is wrong. */
export interface CsvPosition {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: string | undefined;
}

/** A CSV that is no loan history; the message is one line that names file, line and column. */
export class HistoryCsvError extends Error {
  override readonly name = 'HistoryCsvError';

  constructor(
    readonly position: CsvPosition,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    const { file, line, column } = position;
    const place = [file, line && `line ${line}`, column && `column ${column}`].filter(Boolean).join(', ');
    super(`${place}: ${problem}`, options);
  }
}
