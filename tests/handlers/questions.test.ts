import { describe, expect, it } from 'vitest';
import { exampleCustomer } from '../../client/example-customer.ts';
import { createQuestions } from '../../handlers/questions.ts';
import type { Scorer } from '../../handlers/score.ts';

/** Questions whose statements are counted and fail. */
function askOf() {
  const statements: number[] = [];
  const score: Scorer = async (customers) => {
    statements.push(customers.length);
    throw new Error('down');
  };
  return { questions: createQuestions(score, Number.POSITIVE_INFINITY), statements };
}

describe('questions of one invocation', () => {
  it('cost one statement together', async () => {
    const { questions, statements } = askOf();
    const customer = exampleCustomer;

    const asked = await Promise.allSettled([
      questions.rankStrategies({ customer }),
      questions.predictOutcome({ input: { customer, strategy: 'FORBEARANCE' } }),
      questions.rankCustomers({ customers: [customer, { ...customer, age: 17 }, customer] }),
    ]);

    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(statements).toEqual([4]);
  });

  it('ask of at most 500 customers in a statement', async () => {
    const { questions, statements } = askOf();

    await Promise.allSettled(
      Array.from({ length: 501 }, () => questions.rankStrategies({ customer: exampleCustomer })),
    );

    expect(statements).toEqual([500, 1]);
  });

  it('cost none when no customer is valid', async () => {
    const { questions, statements } = askOf();

    const answers = await questions.rankCustomers({ customers: [{ ...exampleCustomer, age: 17 }] });

    expect(answers).toMatchObject([{ index: 0, ranking: null, error: { type: 'InvalidCustomer' } }]);
    expect(statements).toEqual([]);
  });
});
