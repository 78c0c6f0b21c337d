import type { Deployment } from '../deployment/deployment.ts';

/** What `web/` reads as `/config.json` to work on a stack; `web/config.ts` says what each is. */
export function webConfig(deployment: Deployment): object {
  const { client, cognitoUrl, graphqlUrl, output } = deployment;
  return {
    graphqlEndpoint: graphqlUrl,
    cognitoEndpoint: cognitoUrl,
    userPoolId: output('UserPoolId'),
    userPoolClientId: output('UserPoolClientId'),
    authFlow: 'USER_SRP_AUTH',
    region: client.region,
    demo: null,
    homePage: 'index',
  };
}

/** What Amplify's `Amplify.configure` takes to work on the local cloud, whose Cognito has an address of its own. */
export function amplifyConfig({ client, cognitoUrl, graphqlUrl, output }: Deployment): object {
  return {
    Auth: {
      Cognito: {
        userPoolId: output('UserPoolId'),
        userPoolClientId: output('UserPoolClientId'),
        userPoolEndpoint: cognitoUrl,
      },
    },
    API: { GraphQL: { endpoint: graphqlUrl, region: client.region, defaultAuthMode: 'userPool' } },
  };
}
