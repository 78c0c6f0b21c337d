import {
  AuthorizationType,
  GraphqlApi,
  IntrospectionConfig,
  type UserPoolConfig,
  UserPoolDefaultAction,
} from 'aws-cdk-lib/aws-appsync';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { DataSourceName } from '../graphql/fields.ts';
import { observe } from './api-observability.ts';
import { deployableSchema } from './api-schema.ts';
import { addResolvers } from './resolvers.ts';
import type { Users } from './users.ts';

/** Props of `Api`. */
export interface ApiProps {
  /** Name of the API. */
  readonly name: string;
  /** Who may call it. */
  readonly users: Users;
  /** Path of the GraphQL schema. */
  readonly schemaFile: string;
  /** Folder of the resolver bundles, `Type.field.js`. */
  readonly resolversFolder: string;
  /** The function behind each data source. */
  readonly dataSources: Readonly<Record<DataSourceName, IFunction>>;
  /** Lets clients read the schema, as GraphQL explorers do. @default false */
  readonly introspection?: boolean;
}

/** graphql-js's introspection query is 15 fields deep; the deepest answer of ours is 3. */
const queryDepthLimit = 15;
/** Each resolver is one Lambda invocation; aliases make many of one request. */
const resolverCountLimit = 100;

/** The GraphQL API: AppSync with the project's schema, resolvers and sign-in. */
export class Api extends Construct {
  readonly api: GraphqlApi;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const { name, users, schemaFile, resolversFolder, dataSources, introspection = false } = props;

    this.api = new GraphqlApi(this, 'GraphqlApi', {
      name,
      definition: deployableSchema(schemaFile),
      authorizationConfig: {
        defaultAuthorization: { authorizationType: AuthorizationType.USER_POOL, userPoolConfig: userPoolConfig(users) },
      },
      introspectionConfig: introspection ? IntrospectionConfig.ENABLED : IntrospectionConfig.DISABLED,
      queryDepthLimit,
      resolverCountLimit,
      xrayEnabled: true,
    });
    observe(this.api);
    addResolvers(this.api, resolversFolder, dataSources);
  }
}

/** Only tokens of our own client, and only fields whose directive names a group of the caller. */
function userPoolConfig({ userPool, client }: Users): UserPoolConfig {
  return {
    userPool,
    appIdClientRegex: `^${client.userPoolClientId}$`,
    defaultAction: UserPoolDefaultAction.DENY,
  };
}
