import { describe, expect, inject, it } from 'vitest';
import { exampleCustomer } from '../../client/example-customer.ts';
import { RankCustomersDocument } from '../../client/generated/operations.ts';

const { url, endpoint, token } = inject('stack');

async function ask(query: string, variables: object): Promise<void> {
  const headers = { authorization: token, 'content-type': 'application/json' };
  const reply = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  expect(await reply.json()).not.toHaveProperty('errors');
}

/** What the Lambda has measured so far, by name. */
async function measured(): Promise<Record<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const samples = [...text.matchAll(/^recourse_dev_(\w+)\{service="predictions"\} (\d+)$/gm)];
  return Object.fromEntries(samples.map(([, name, value]) => [name, Number(value)]));
}

/** How much of each figure a question costs, once the Lambda knows the model. */
async function costOf(query: string, variables: object): Promise<Record<string, number>> {
  await ask(query, variables);
  const before = await measured();
  await ask(query, variables);
  const after = await measured();
  return Object.fromEntries(Object.keys(after).map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)]));
}

const one = { statement_time_milliseconds_count: 1, calls_total: 2 };

describe('a request', () => {
  it('costs one statement and two calls, however many aliases of a field it has', async () => {
    const aliases = ['a', 'b', 'c'].map((name) => `${name}: rankStrategies(customer: $customer) { customerId }`);
    const query = `query ($customer: CustomerInput!) { ${aliases.join(' ')} }`;

    expect(await costOf(query, { customer: exampleCustomer })).toMatchObject({ ...one, questions_total: 3 });
  });

  it('costs one statement and two calls, however many customers it asks about', async () => {
    const customers = Array.from({ length: 40 }, () => exampleCustomer);

    expect(await costOf(RankCustomersDocument.toString(), { customers })).toMatchObject({ ...one, rows_total: 240 });
  });
});
