import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { AUTH_TYPE, createAuthLink } from 'aws-appsync-auth-link';
import { decodeJwt } from 'jose';
import { describe, expect, inject, it } from 'vitest';
import { exampleCustomer } from '../../client/example-customer.ts';
import { ModelDocument, RankStrategiesDocument } from '../../client/generated/operations.ts';
import { dataTexts } from '../../graphql/generated/domain.ts';

const stack = inject('stack');
const rankStrategies = gql(RankStrategiesDocument.toString());

/** A client as AWS's README has it: https://github.com/awslabs/aws-mobile-appsync-sdk-js */
function apolloClient(jwtToken: string | (() => Promise<string>)) {
  const region = String(decodeJwt(stack.token).iss).split('.')[1] ?? '';
  const auth = { type: AUTH_TYPE.AMAZON_COGNITO_USER_POOLS, jwtToken } as const;
  const link = createAuthLink({ url: stack.endpoint, region, auth });
  return new ApolloClient({
    link: ApolloLink.from([link, new HttpLink({ uri: stack.endpoint })]),
    cache: new InMemoryCache(),
  });
}

/** What a query was refused with. */
async function refusal(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    (answer) => expect.fail(`not refused: ${JSON.stringify(answer)}`),
    (error: unknown) => error,
  );
}

describe('Apollo Client with aws-appsync-auth-link', () => {
  it('ranks the strategies, and answers from its cache by the __typename that it asked for', async () => {
    const client = apolloClient(stack.token);
    const question = { query: rankStrategies, variables: { customer: exampleCustomer } };

    const { data } = await client.query<{ rankStrategies: { strategies: { strategy: string }[] } }>(question);

    expect(data?.rankStrategies).toMatchObject({ __typename: 'StrategyRanking', customerId: '456904' });
    expect(data?.rankStrategies.strategies.map(({ strategy }) => strategy).sort()).toEqual(
      Object.keys(dataTexts.RemediationStrategy).sort(),
    );
    expect(client.readQuery(question)).toEqual(data);
  });

  it('sees a typed error with its path, and its errorType and errorInfo', async () => {
    const customer = { ...exampleCustomer, age: 12 };

    const error = await refusal(apolloClient(stack.token).query({ query: rankStrategies, variables: { customer } }));

    expect(CombinedGraphQLErrors.is(error) && error.errors).toMatchObject([
      {
        path: ['rankStrategies'],
        errorType: 'InvalidCustomer',
        errorInfo: { violations: [{ field: 'age', rule: 'range' }] },
      },
    ]);
  });

  it('sees Unauthorized where the user’s groups do not reach', async () => {
    const query = gql(ModelDocument.toString());

    const error = await refusal(apolloClient(stack.agentToken).query({ query }));

    expect(CombinedGraphQLErrors.is(error) && error.errors).toMatchObject([
      { path: ['model'], errorType: 'Unauthorized', message: 'Not Authorized to access model on type Query' },
    ]);
  });

  it('asks for the token on each request, and sees one that is refused as HTTP 401', async () => {
    const tokens = [`${stack.token}x`, stack.token];
    const client = apolloClient(async () => tokens.shift() ?? '');
    const query = gql('{ model { state } }');

    const error = await refusal(client.query({ query }));
    const { data } = await client.query({ query });

    expect(ServerError.is(error) && [error.statusCode, JSON.parse(error.bodyText)]).toMatchObject([
      401,
      { errors: [{ errorType: 'UnauthorizedException' }] },
    ]);
    expect(data).toMatchObject({ model: { state: 'READY' } });
  });
});
