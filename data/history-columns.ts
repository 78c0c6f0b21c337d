import { type CustomerFieldName, customerFieldNames, customerFields, dataTexts } from '../graphql/generated/domain.ts';
import type { HistoryCase, HistoryCustomer } from './history-case.ts';

/** The column of the strategy that was applied. */
export const strategyColumn = 'remediation_strategy';

/** The column of the outcome: `True` for a success, else `False`. */
export const outcomeColumn = 'successful';

/** The column of the day of the case, YYYY-MM-DD. */
export const timestampColumn = 'timestamp';

const strategyPosition = customerFieldNames.indexOf('missedPayments');

/** Puts the parts of a case in the order of the CSV header: the strategy stands before the missed payments. */
function inOrder(ofCustomer: readonly string[], strategy: string, successful: string, timestamp: string): string[] {
  return [
    ...ofCustomer.slice(0, strategyPosition),
    strategy,
    ...ofCustomer.slice(strategyPosition),
    successful,
    timestamp,
  ];
}

/** The 17 columns of a loan history in the order of the CSV header. */
export const historyColumns: readonly string[] = inOrder(
  customerFieldNames.map((name) => customerFields[name].column),
  strategyColumn,
  outcomeColumn,
  timestampColumn,
);

/** The CSV's texts for the two outcomes. */
export const outcomeTexts = { success: 'True', failure: 'False' } as const;

/** The texts of a case in the order of the CSV header. */
export function historyTexts({ customer, strategy, successful, timestamp }: HistoryCase): string[] {
  return inOrder(
    customerFieldNames.map((name) => customerText(customer, name)),
    dataTexts.RemediationStrategy[strategy],
    successful ? outcomeTexts.success : outcomeTexts.failure,
    timestamp,
  );
}

function customerText(customer: HistoryCustomer, name: CustomerFieldName): string {
  const value = String(customer[name]);
  const { type } = customerFields[name];
  // In the type's own union a name that only another enum has would not compile.
  const texts: Readonly<Record<string, string>> = type in dataTexts ? dataTexts[type as keyof typeof dataTexts] : {};
  return texts[value] ?? value;
}
