import { afterEach, describe, expect, it } from 'vitest';
import { exampleCustomer } from '../../client/example-customer.ts';
import { createRecourse } from '../../client/recourse.ts';
import { type Endpoint, openEndpoint, reply } from './open-endpoint.ts';

describe('createRecourse', () => {
  let endpoint: Endpoint | undefined;
  afterEach(() => endpoint?.close());

  const open = async (data: unknown) => {
    endpoint = await openEndpoint(async () => reply({ data }));
    return endpoint;
  };

  it('posts the operation with its variables and the bare token', async () => {
    const { url, requests } = await open({ rankStrategies: { strategies: [] } });

    await createRecourse({ endpoint: url, token: 'jwt' }).rankStrategies(exampleCustomer);

    const [request] = requests;
    expect(request?.method).toBe('POST');
    expect(request?.headers).toMatchObject({ authorization: 'jwt', 'content-type': 'application/json' });
    const { query, variables } = JSON.parse(String(request?.body));
    expect(query).toContain('rankStrategies(customer: $customer)');
    expect(variables).toEqual({ customer: exampleCustomer });
  });

  it.each([
    ['predictOutcome', { strategy: 'DEFERMENT', probability: 0.4 }],
    ['rankStrategies', { customerId: null, strategies: [] }],
    ['rankCustomers', [{ index: 0, ranking: null, error: null }]],
    ['model', { state: 'TRAINING', version: null, evaluation: null }],
  ] as const)('gives back what %s answers', async (field, answer) => {
    const { url } = await open({ [field]: answer });
    const recourse = createRecourse({ endpoint: url, token: 'jwt' });
    const asked = {
      predictOutcome: () => recourse.predictOutcome({ customer: exampleCustomer, strategy: 'DEFERMENT' }),
      rankStrategies: () => recourse.rankStrategies(exampleCustomer),
      rankCustomers: () => recourse.rankCustomers([exampleCustomer]),
      model: () => recourse.model(),
    };

    expect(await asked[field]()).toEqual(answer);
  });

  it('asks a token function anew for each request', async () => {
    const { url, requests } = await open({ model: { state: 'READY' } });
    let calls = 0;
    const recourse = createRecourse({ endpoint: url, token: async () => `token ${++calls}` });

    await recourse.model();
    await recourse.model();

    expect(requests.map(({ headers }) => headers.authorization)).toEqual(['token 1', 'token 2']);
  });
});
