import { InvalidCustomerError } from '../../client/errors.ts';
import { createRecourse, type Recourse } from '../../client/recourse.ts';
import type { CloudReady } from '../running/cloud-process.ts';
import { borrower } from './borrowers.ts';

const clients = new Map<string, Recourse>();

/** Asks for one borrower, in one of the ways that the API offers; true when the answer is theirs. */
export async function askForBorrower({ endpoint, token }: CloudReady, number: number): Promise<boolean> {
  const recourse = clients.get(endpoint) ?? createRecourse({ endpoint, token });
  clients.set(endpoint, recourse);
  const customer = borrower(number);
  if (number % 10 === 3) return isRefused(recourse, number);
  if (number % 10 === 5) {
    const others = Array.from({ length: 5 }, (_, place) => ({
      ...customer,
      customerId: `${customer.customerId}-${place}`,
    }));
    const answers = await recourse.rankCustomers(others);
    return others.every(({ customerId }, place) => answers[place]?.ranking?.customerId === customerId);
  }
  if (number % 10 === 7) {
    const { probability } = await recourse.predictOutcome({ customer, strategy: 'FORBEARANCE' });
    return probability > 0 && probability < 1;
  }
  const { customerId, strategies } = await recourse.rankStrategies(customer);
  return customerId === customer.customerId && strategies.length === 6;
}

async function isRefused(recourse: Recourse, number: number): Promise<boolean> {
  try {
    await recourse.rankStrategies({ ...borrower(number), age: 17 });
    return false;
  } catch (error) {
    return error instanceof InvalidCustomerError && error.violations[0]?.field === 'age';
  }
}
