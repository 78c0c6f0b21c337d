import { exampleCustomer } from '../../client/example-customer.ts';
import type { CustomerInput } from '../../client/generated/operations.ts';

/** Incomes from here on; nothing else in a log is a number like them. */
const lowestIncome = 90_000_000;
const incomes = 10_000_000;

/** A borrower whose name and income no other one of the run has. */
export function borrower(number: number): CustomerInput {
  return {
    ...exampleCustomer,
    customerId: `Borrower-${number}-of-the-soak`,
    age: 18 + (number % 70),
    income: lowestIncome + (number % incomes),
    creditScore: 300 + (number % 551),
  };
}

/** What a line of a log tells of a borrower, if it does: their name, their income, or the name of a field of theirs. */
export function tellsOfBorrower(line: string): string | undefined {
  const [told] = /Borrower-|(?<![\w-])9\d{7}(?![\w-])|customer_?id|income|credit_?score/i.exec(line) ?? [];
  return told;
}
