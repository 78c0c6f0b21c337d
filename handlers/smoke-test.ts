import type { CustomerInput } from '../graphql/generated/types.ts';
import { customerRow } from './customer-row.ts';
import { askModel, type ScoredStrategy, scoredStrategies, scoringSql } from './score.ts';
import type { Warehouse } from './warehouse.ts';

/** Nobody in particular. */
const customer: CustomerInput = {
  age: 40,
  gender: 'FEMALE',
  income: 60_000,
  loanType: 'PERSONAL',
  loanAmount: 20_000,
  interestRate: 0.08,
  loanTerm: 48,
  creditScore: 650,
  employmentStatus: 'EMPLOYED',
  maritalStatus: 'MARRIED',
  missedPayments: 2,
  missedPaymentsDuration: 60,
};

/**
 * Scores every strategy by a version that does not answer yet, with the statement and the rights of a real request.
 *
 * @throws Error when there is no score for a strategy, and whatever the warehouse refuses.
 */
export async function smokeTest(
  warehouse: Warehouse,
  schema: string,
  probabilityFunction: string,
  deadline: number,
): Promise<readonly ScoredStrategy[]> {
  const rows = await askModel(warehouse, scoringSql(schema, probabilityFunction), [customerRow(customer)], deadline);
  const scored = scoredStrategies(rows);
  if (scored.length === 0) throw new Error('The strategy table is empty');
  return scored;
}
