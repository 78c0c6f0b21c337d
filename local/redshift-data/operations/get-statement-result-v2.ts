import { csvRecord } from '../results/csv.ts';
import { resultRequest, takeResultPage } from '../results/result-page.ts';
import { operation } from './operation.ts';

/**
 * Gives a result as CSV, whose first line names the columns; it asks for the right to GetStatementResult.
 *
 * https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_GetStatementResultV2.html
 */
export const getStatementResultV2 = operation('GetStatementResultV2', resultRequest, async (api, principal, input) => {
  const { result, rows, isFirst, ending } = await takeResultPage(api, principal, input, 'CSV', () => csvRecord);
  const heading = isFirst ? csvRecord(result.columns.map(({ name }) => name)) : '';
  const records = JSON.stringify([{ CSVRecords: heading + rows.join('') }]);
  return `{"Records":${records},"ResultFormat":"CSV"${ending}}`;
});
