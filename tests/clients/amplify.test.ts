import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import { getCurrentUser, signIn, signOut } from 'aws-amplify/auth';
import { ConsoleLogger } from 'aws-amplify/utils';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { exampleCustomer } from '../../client/example-customer.ts';
import { RankStrategiesDocument } from '../../client/generated/operations.ts';
import { dataTexts } from '../../graphql/generated/domain.ts';

const stack = inject('stack');
const { iss, aud, sub } = decodeJwt(stack.token);
const userPoolId = String(iss).slice(String(iss).lastIndexOf('/') + 1);
const rankStrategies = RankStrategiesDocument.toString();

// It warns of every endpoint that is not AWS's own.
ConsoleLogger.LOG_LEVEL = 'ERROR';
Amplify.configure({
  Auth: { Cognito: { userPoolId, userPoolClientId: String(aud), userPoolEndpoint: stack.url } },
  API: {
    GraphQL: { endpoint: stack.endpoint, region: userPoolId.split('_')[0] ?? '', defaultAuthMode: 'userPool' },
  },
});

describe('Amplify', () => {
  beforeAll(async () => {
    await signIn({ ...stack.demo, options: { authFlowType: 'USER_PASSWORD_AUTH' } });
  });
  afterAll(() => signOut());

  it('knows who is signed in', async () => {
    expect(await getCurrentUser()).toMatchObject({ username: stack.demo.username, userId: sub });
  });

  it('ranks the strategies with the access token', async () => {
    const answer = await generateClient().graphql({ query: rankStrategies, variables: { customer: exampleCustomer } });

    const { strategies } = 'data' in answer ? answer.data.rankStrategies : expect.fail('no data');
    expect(strategies.map(({ strategy }: { strategy: string }) => strategy).sort()).toEqual(
      Object.keys(dataTexts.RemediationStrategy).sort(),
    );
  });

  it('sees a typed error with its path, errorType and errorInfo', async () => {
    const customer = { ...exampleCustomer, age: 12 };

    await expect(generateClient().graphql({ query: rankStrategies, variables: { customer } })).rejects.toMatchObject({
      data: { rankStrategies: null },
      errors: [
        {
          path: ['rankStrategies'],
          errorType: 'InvalidCustomer',
          errorInfo: { violations: [{ field: 'age', rule: 'range' }] },
        },
      ],
    });
  });

  it('sees Unauthorized where the user’s groups do not reach', async () => {
    const query = '{ model { state } }';

    await expect(generateClient().graphql({ query, authToken: stack.agentToken })).rejects.toMatchObject({
      errors: [{ path: ['model'], errorType: 'Unauthorized' }],
    });
  });

  it('takes a token that the API refuses for what it is', async () => {
    const query = '{ model { state } }';

    await expect(generateClient().graphql({ query, authToken: `${stack.token}x` })).rejects.toMatchObject({
      errors: [{ message: 'Unauthorized', originalError: { name: 'UnauthorizedException' } }],
    });
  });
});
