import { expect } from 'vitest';
import { exampleCustomer } from '../../../client/example-customer.ts';
import { RankStrategiesDocument } from '../../../client/generated/operations.ts';
import { type Check, expectFieldError, post, send } from '../api.ts';
import { askRanking } from '../queries.ts';

const rankQuery = RankStrategiesDocument.toString();

/** Requests that GraphQL or AppSync refuse by themselves, and several fields in one request. */
export const requests: readonly Check[] = [
  {
    id: 'REQ1',
    must: 'MUST answer malformed JSON with 400 and MalformedHttpRequestException',
    async check(api) {
      for (const body of ['meow', '{"query":', '{}', '[]']) {
        const reply = await post(api, body);
        expect(reply.status).toBe(400);
        expect(reply.errors?.[0]?.errorType).toBe('MalformedHttpRequestException');
      }
    },
  },
  {
    id: 'REQ2',
    must: 'MUST refuse an unknown field by name, with 200 and no data',
    async check(api) {
      const reply = await send(api, '{ model { state colour } }');
      expect(reply).toMatchObject({ status: 200, data: null });
      expect(reply.errors?.[0]?.message).toMatch(/FieldUndefined.*'colour'.*'Model'/);
    },
  },
  {
    id: 'REQ3',
    must: 'MUST refuse values that are not of the type, before any statement runs',
    async check(api) {
      for (const change of [
        { gender: "'; DROP TABLE recourse.strategies; --" },
        { age: '38' },
        { age: 38.5 },
        { loanType: null },
        { colour: 'red' },
      ]) {
        const reply = await askRanking(api, change);
        expect(reply.status).toBe(200);
        expect(reply.data ?? null, JSON.stringify(change)).toBeNull();
        expect(reply.errors?.[0]?.path ?? null).toBeNull();
      }
    },
  },
  {
    id: 'REQ4',
    must: 'MUST refuse a missing required variable',
    async check(api) {
      const reply = await send(api, rankQuery, {});
      expect(reply).toMatchObject({ status: 200, data: null });
      expect(reply.errors?.[0]?.message).toContain("'customer'");
    },
  },
  {
    id: 'REQ5',
    must: 'MUST let one failing alias fail alone',
    async check(api) {
      const query = `query ($good: CustomerInput!, $bad: CustomerInput!) {
        good: rankStrategies(customer: $good) { customerId }
        bad: rankStrategies(customer: $bad) { customerId }
      }`;
      const reply = await send(api, query, { good: exampleCustomer, bad: { ...exampleCustomer, age: 5 } });
      expect(expectFieldError(reply, 'InvalidCustomer').path).toEqual(['bad']);
      expect(reply.data).toEqual({ good: { customerId: exampleCustomer.customerId }, bad: null });
    },
  },
];
