import { recordEncoder } from '../results/field.ts';
import { resultRequest, takeResultPage } from '../results/result-page.ts';
import { operation } from './operation.ts';

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_GetStatementResult.html */
export const getStatementResult = operation('GetStatementResult', resultRequest, async (api, principal, input) => {
  const page = await takeResultPage(api, principal, input, 'JSON', ({ columns }) => recordEncoder(columns));
  return `{"Records":[${page.rows.join(',')}]${page.ending}}`;
});
