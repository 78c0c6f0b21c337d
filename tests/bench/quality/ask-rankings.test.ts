import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { askRankings } from '../../../bench/quality/ask-rankings.ts';
import { exampleCustomer } from '../../../client/example-customer.ts';
import type { StrategyRanking } from '../../../client/recourse.ts';

const customers = Array.from({ length: 40 }, (_, index) => ({ ...exampleCustomer, customerId: String(index) }));
const rankingOf = (customerId: string) => ({ customerId }) as StrategyRanking;

describe('askRankings', () => {
  it('gives the answers in the order of the customers, whichever comes first', async () => {
    const answers = await askRankings(
      {
        async rankStrategies({ customerId }) {
          await sleep(Number(customerId) % 3);
          return rankingOf(customerId ?? '');
        },
      },
      customers,
    );

    expect(answers.map(({ customerId }) => customerId)).toEqual(customers.map(({ customerId }) => customerId));
  });

  it('fails as soon as one question fails', async () => {
    const asked = askRankings(
      {
        async rankStrategies({ customerId }) {
          if (customerId === '20') throw new Error('throttled');
          return rankingOf(customerId ?? '');
        },
      },
      customers,
    );

    await expect(asked).rejects.toThrow('throttled');
  });
});
