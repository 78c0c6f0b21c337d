import { customerFields } from '../graphql/generated/domain.ts';
import { historyColumns } from './history-columns.ts';
import { type CsvPosition, HistoryCsvError } from './history-csv-error.ts';
import { quote, readValue } from './read-value.ts';

const { interestRate, loanInterestRate, missedPayments, missedPaymentsDuration } = customerFields;

/**
 * The columns of a CSV, in the order of its header.
 *
 * @throws HistoryCsvError unless the header names each of the 17 columns once and nothing else.
 */
export function checkHeader(header: readonly string[], position: CsvPosition): readonly string[] {
  const [first = ''] = header;
  if (header.length === 1 && /[;\t]/.test(first))
    throw new HistoryCsvError({ ...position, column: historyColumns[0] }, 'the values are not separated by commas');
  for (const [index, column] of header.entries()) {
    if (!historyColumns.includes(column))
      throw new HistoryCsvError({ ...position, column: quote(column) }, 'is no column of a loan history');
    if (header.indexOf(column) < index)
      throw new HistoryCsvError({ ...position, column }, 'stands in the header twice');
  }
  const missing = historyColumns.find((column) => !header.includes(column));
  if (missing) throw new HistoryCsvError({ ...position, column: missing }, 'is missing from the header');
  return header;
}

/**
 * The canonical texts of a record whose values stand in the order of `header`.
 *
 * @throws HistoryCsvError naming the first column, in the order of the loan history, that breaks a rule.
 */
export function checkRecord(
  record: readonly string[],
  header: readonly string[],
  position: CsvPosition,
): readonly string[] {
  if (record.length !== header.length) {
    const column = header[Math.min(record.length, header.length - 1)];
    throw new HistoryCsvError({ ...position, column }, `the row has ${record.length} values, not ${header.length}`);
  }
  const texts = new Map<string, string>();
  for (const column of historyColumns) {
    const reading = readValue(column, record[header.indexOf(column)] ?? '');
    if ('problem' in reading) throw new HistoryCsvError({ ...position, column }, reading.problem);
    texts.set(column, reading.text);
  }
  checkPairs((column) => Number(texts.get(column)), position);
  return [...texts.values()];
}

function checkPairs(numberIn: (column: string) => number, position: CsvPosition): void {
  const percent = numberIn(loanInterestRate.column);
  const expected = 100 * numberIn(interestRate.column);
  const tolerance = loanInterestRate.relativeTolerance * expected;
  if (Math.abs(percent - expected) > tolerance)
    throw new HistoryCsvError(
      { ...position, column: loanInterestRate.column },
      `${percent} is not 100 x ${interestRate.column}, which is ${expected / 100}`,
    );
  const missed = numberIn(missedPayments.column);
  const duration = numberIn(missedPaymentsDuration.column);
  if ((missed === 0) !== (duration === 0))
    throw new HistoryCsvError(
      { ...position, column: missedPaymentsDuration.column },
      `${duration} does not go with ${missed} ${missedPayments.column}: it is 0 exactly when none was missed`,
    );
}
