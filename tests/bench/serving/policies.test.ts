import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { floorPolicy } from '../../../bench/serving/policies/floor.ts';
import { naivePolicy } from '../../../bench/serving/policies/naive.ts';
import { samplePolicy } from '../../../bench/serving/policies/sample.ts';
import type { Scoring } from '../../../bench/serving/scoring.ts';
import { exampleCustomer } from '../../../client/example-customer.ts';
import { dataTexts } from '../../../graphql/generated/domain.ts';
import { createFaults } from '../../../local/redshift-data/faults/faults.ts';
import { type OpenDataApi, openDataApi } from '../../redshift-data/open-data-api.ts';
import { asAdmin } from '../../redshift-data/run.ts';
import { column, one, scriptedEngine, table } from '../../redshift-data/scripted-engine.ts';

const faults = createFaults();
const six = table([column('score', 'int4')], [1], [2], [3], [4], [5], [6]);

const scoring: Scoring = {
  ofCustomers: () => ({ ...asAdmin, Sql: 'score all' }),
  ofStrategy: (_, strategy) => ({ ...asAdmin, Sql: `score ${strategy}` }),
};

describe('the policies on the Data API', () => {
  const engine = scriptedEngine();
  let api: OpenDataApi;
  const operator = () => ({ endpoint: api.url, region: 'us-east-1', credentials: api.iam.issueOperatorCredentials() });

  beforeAll(async () => {
    engine.answer('score all', six);
    for (const strategy of Object.values(dataTexts.RemediationStrategy)) engine.answer(`score ${strategy}`, one);
    api = await openDataApi(engine, Date.now, faults);
  });
  afterAll(() => api.close());

  it.each([
    ['the floor', floorPolicy, { calls: 2, statements: 1 }],
    ['the naive client', naivePolicy, { calls: 3, statements: 1 }],
    ['the sample', samplePolicy, { calls: 18, statements: 6 }],
  ])('%s costs the least that it can when statements end at once', async (_, policyOf, least) => {
    const policy = policyOf(operator(), scoring);

    await policy.rank([exampleCustomer]);

    expect(await policy.counts()).toEqual(least);
  });

  it('counts a call that is made again, and its statement once', async () => {
    const policy = floorPolicy(operator(), scoring);
    faults.put({ faults: 'error=1x' });

    await policy.rank([exampleCustomer]);

    expect(await policy.counts()).toEqual({ calls: 3, statements: 1 });
  });

  it('takes no answer for right that lacks a score', async () => {
    const policy = floorPolicy(operator(), scoring);

    await expect(policy.rank([exampleCustomer, exampleCustomer])).rejects.toThrow('6 scores instead of 12');
  });

  it('tells of a statement that fails', async () => {
    engine.answer('score all', new Error('no such model'));
    const policy = naivePolicy(operator(), scoring);

    await expect(policy.rank([exampleCustomer])).rejects.toThrow(/ended as FAILED/);
  });
});
