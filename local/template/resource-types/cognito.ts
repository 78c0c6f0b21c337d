import { arn, type DeclaredResource, id, physicalName, property, type ResourceTypes } from '../resource-type.ts';

function poolId(pool: DeclaredResource): string {
  return `${pool.environment.region}_${id(pool, 9, 'mixed')}`;
}

function providerName(pool: DeclaredResource): string {
  return `cognito-idp.${pool.environment.region}.amazonaws.com/${poolId(pool)}`;
}

function clientId(client: DeclaredResource): string {
  return id(client, 26, 'lower');
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Cognito.html */
export const cognito: ResourceTypes = {
  'AWS::Cognito::UserPool': {
    ref: poolId,
    attributes: {
      Arn: (pool) => arn(pool, 'cognito-idp', `userpool/${poolId(pool)}`),
      ProviderName: providerName,
      ProviderURL: (pool) => `https://${providerName(pool)}`,
      UserPoolId: poolId,
    },
  },
  'AWS::Cognito::UserPoolClient': {
    ref: clientId,
    attributes: {
      ClientId: clientId,
      ClientSecret: (client) => id(client, 26, 'lower', 'secret') + id(client, 25, 'lower', 'secret end'),
      Name: (client) => physicalName(client, 'ClientName'),
    },
  },
  'AWS::Cognito::UserPoolDomain': {
    ref: (domain) => property(domain, 'Domain'),
    attributes: { CloudFrontDistribution: (domain) => `${id(domain, 13, 'lower')}.cloudfront.net` },
  },
  'AWS::Cognito::UserPoolGroup': { ref: (group) => property(group, 'GroupName'), attributes: {} },
  'AWS::Cognito::UserPoolResourceServer': { ref: (server) => property(server, 'Identifier'), attributes: {} },
};
