import { describe, expect, inject, it } from 'vitest';
import { exampleCustomer } from '../../client/example-customer.ts';
import { createRecourse } from '../../client/recourse.ts';

const { endpoint, token } = inject('stack');
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('our own client', () => {
  const recourse = createRecourse({ endpoint, token });
  const older = { ...exampleCustomer, customerId: 'older', age: 70 };
  const invalid = { ...exampleCustomer, age: 17, missedPayments: 0 };

  it('gets by one request for the customers of a tick what it gets for each alone', async () => {
    const together = await Promise.allSettled(
      [older, invalid, exampleCustomer].map((one) => recourse.rankStrategies(one)),
    );

    const alone = [];
    for (const one of [older, invalid, exampleCustomer])
      alone.push(...(await Promise.allSettled([recourse.rankStrategies(one)])));
    expect(together).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected' }, { status: 'fulfilled' }]);
    expect(together.map(told)).toEqual(alone.map(told));
  });

  it('tells the request id that AppSync gave a failure, as the Lambda does', async () => {
    const input = { customer: invalid, strategy: 'FORBEARANCE' } as const;
    const failure = await recourse.predictOutcome(input).catch((error) => error);

    expect(failure).toMatchObject({ name: 'InvalidCustomerError', requestId: expect.stringMatching(uuid) });
    expect(failure.errorInfo).toMatchObject({ requestId: failure.requestId });
  });
});

/** What a caller sees of an outcome; of the request's id only whether it is the same everywhere. */
function told(outcome: PromiseSettledResult<unknown>) {
  if (outcome.status === 'fulfilled') return outcome.value;
  const { name, message, errorType, violations, errorInfo, requestId } = outcome.reason;
  const info = { ...errorInfo, requestId: errorInfo.requestId === requestId };
  return { name, message, errorType, violations, info };
}
