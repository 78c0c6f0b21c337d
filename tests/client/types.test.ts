import { describe, expectTypeOf, it } from 'vitest';
import { InvalidCustomerError, type TransportError, type Violation } from '../../client/errors.ts';
import { exampleCustomer } from '../../client/example-customer.ts';
import type { CustomerInput, ModelState, RemediationStrategy } from '../../client/generated/operations.ts';
import { createRecourse, type Model, type Recourse, type StrategyRanking } from '../../client/recourse.ts';

// Checked by the compiler; nothing here is called.
describe('the client’s types', () => {
  it('follow the contract', () => {
    expectTypeOf<Recourse['rankStrategies']>().parameter(0).toEqualTypeOf<CustomerInput>();
    expectTypeOf<Recourse['rankStrategies']>().returns.resolves.toEqualTypeOf<StrategyRanking>();
    expectTypeOf<StrategyRanking['strategies'][number]['strategy']>().toEqualTypeOf<RemediationStrategy>();
    expectTypeOf<StrategyRanking['evaluation']['betterThanChance']>().toEqualTypeOf<boolean>();
    expectTypeOf<Model['state']>().toEqualTypeOf<ModelState>();
    expectTypeOf<Model['version']>().toBeNullable();
    expectTypeOf(exampleCustomer).toEqualTypeOf<CustomerInput>();
  });

  it('let a caller branch on the error', () => {
    const handle = (error: unknown) => {
      if (error instanceof InvalidCustomerError) expectTypeOf(error.violations).toEqualTypeOf<readonly Violation[]>();
    };
    expectTypeOf(handle).returns.toBeVoid();
    expectTypeOf<TransportError['status']>().toEqualTypeOf<number | null>();
  });

  it('refuse what the API would refuse', () => {
    const misuse = (recourse: Recourse) => [
      // @ts-expect-error a customer has more fields
      recourse.rankStrategies({ age: 38 }),
      // @ts-expect-error no such value
      recourse.rankStrategies({ ...exampleCustomer, gender: 'Male' }),
      // @ts-expect-error no such strategy
      recourse.predictOutcome({ customer: exampleCustomer, strategy: 'Forbearance' }),
      // @ts-expect-error a prediction needs a strategy
      recourse.predictOutcome({ customer: exampleCustomer }),
      // @ts-expect-error a token is needed
      createRecourse({ endpoint: 'http://127.0.0.1/graphql' }),
    ];
    expectTypeOf(misuse).parameter(0).toEqualTypeOf<Recourse>();
  });
});
