import { expect } from 'vitest';
import { exampleCustomer } from '../../../client/example-customer.ts';
import { RankStrategiesDocument } from '../../../client/generated/operations.ts';
import { type Check, expectFieldError, send } from '../api.ts';
import { askMany, rank, rankMany } from '../queries.ts';

const [older, wrong] = [{ age: 70 }, { age: 17, missedPayments: 0 }];

/** What a question about many customers is answered with. */
export const many: readonly Check[] = [
  {
    id: 'MANY1',
    must: 'MUST rank each of many customers as it ranks them alone, in their order',
    async check(api) {
      const answers = await rankMany(api, [{}, older, { customerId: 'c' }]);
      expect(answers.map(({ index }) => index)).toEqual([0, 1, 2]);
      expect(answers.map(({ ranking }) => ranking)).toEqual([
        await rank(api),
        await rank(api, older),
        await rank(api, { customerId: 'c' }),
      ]);
      expect(answers.map(({ error }) => error)).toEqual([null, null, null]);
    },
  },
  {
    id: 'MANY2',
    must: 'MUST let an invalid customer of many fail alone, with every broken rule',
    async check(api) {
      const answers = await rankMany(api, [{}, wrong, older]);
      expect(answers[1]).toMatchObject({
        index: 1,
        ranking: null,
        error: {
          type: 'InvalidCustomer',
          violations: [
            { field: 'age', rule: 'range' },
            { field: 'missedPaymentsDuration', rule: 'missedPaymentsPair' },
          ],
        },
      });
      expect(answers[2]?.ranking).toEqual(await rank(api, older));
    },
  },
  {
    id: 'MANY3',
    must: 'MUST rank 500 customers at once, and answer also when all of them are invalid',
    async check(api) {
      const customers = Array.from({ length: 500 }, (_, index) => ({
        age: 18 + (index % 60),
        customerId: String(index),
      }));
      const answers = await rankMany(api, customers);
      expect(answers.map(({ ranking }) => ranking?.customerId)).toEqual(customers.map(({ customerId }) => customerId));
      expect(answers[7]?.ranking).toEqual(await rank(api, customers[7]));
      expect((await rankMany(api, [wrong, wrong])).map(({ error }) => error?.type)).toEqual([
        'InvalidCustomer',
        'InvalidCustomer',
      ]);
    },
  },
  {
    id: 'MANY4',
    must: 'MUST refuse no customers, and more than 500',
    async check(api) {
      for (const count of [0, 501]) {
        const error = expectFieldError(
          await askMany(
            api,
            Array.from({ length: count }, () => ({})),
          ),
          'InvalidCustomer',
        );
        expect(error.errorInfo).toMatchObject({ violations: [{ field: 'customers', rule: 'count' }] });
      }
    },
  },
  {
    id: 'MANY5',
    must: 'MUST answer aliases of one field as it answers each alone',
    async check(api) {
      const fields = RankStrategiesDocument.toString()
        .replace(/^[\s\S]*?\{/, '')
        .replace(/\}\s*fragment[\s\S]*$/, '');
      const fragments = RankStrategiesDocument.toString().replace(/^[\s\S]*?\}\s*(?=fragment)/, '');
      const alias = (name: string) =>
        fields.replace('rankStrategies(customer: $customer)', `${name}: rankStrategies(customer: $${name})`);
      const query = `query ($a: CustomerInput!, $b: CustomerInput!, $c: CustomerInput!) {${['a', 'b', 'c'].map(alias).join('')}} ${fragments}`;
      const variables = {
        a: exampleCustomer,
        b: { ...exampleCustomer, ...wrong },
        c: { ...exampleCustomer, ...older },
      };

      const { data, errors } = await send(api, query, variables);

      expect(data).toEqual({ a: await rank(api), b: null, c: await rank(api, older) });
      expect(errors).toMatchObject([{ path: ['b'], errorType: 'InvalidCustomer' }]);
    },
  },
];
