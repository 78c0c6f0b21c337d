import type { CustomerInput } from './generated/operations.ts';

/** The README's customer: an unemployed borrower who missed nine payments of a home loan. */
export const exampleCustomer: CustomerInput = {
  customerId: '456904',
  age: 38,
  gender: 'MALE',
  income: 41820,
  loanType: 'HOME',
  loanAmount: 221750,
  interestRate: 0.1,
  loanTerm: 58,
  creditScore: 424,
  employmentStatus: 'UNEMPLOYED',
  maritalStatus: 'SINGLE',
  missedPayments: 9,
  missedPaymentsDuration: 10,
};
