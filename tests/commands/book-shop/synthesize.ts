import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Code as LambdaCode, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';

const runtime = appsync.FunctionRuntime.JS_1_0_0;

/** APPSYNC_JS of which only the expressions matter. */
const code = (request: string, response = 'ctx.result') =>
  appsync.Code.fromInline(
    `export function request(ctx) { return ${request}; }\nexport function response(ctx) { return ${response}; }`,
  );

/**
 * Synthesizes an app that has nothing of Recourse: CDK's defaults, all code inline, people who sign in by e-mail, a
 * pipeline of a Lambda and a NONE data source. `change` may add to its stack.
 */
export function synthesizeBookShop(outdir: string, change: (stack: Stack, api: appsync.GraphqlApi) => void = () => {}) {
  const app = new App({ outdir, builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'BookShop', { env: { account: '123456789012', region: 'eu-west-1' } });
  const userPool = new UserPool(stack, 'Users', { selfSignUpEnabled: true, signInAliases: { email: true } });
  userPool.addGroup('Editors', { groupName: 'editors' });
  userPool.addClient('Web');
  userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'book-shop' } });
  const api = new appsync.GraphqlApi(stack, 'Api', {
    name: 'book-shop',
    definition: appsync.Definition.fromFile(join(import.meta.dirname, 'schema.graphql')),
    authorizationConfig: {
      defaultAuthorization: { authorizationType: appsync.AuthorizationType.USER_POOL, userPoolConfig: { userPool } },
    },
    logConfig: { fieldLogLevel: appsync.FieldLogLevel.ALL },
    environmentVariables: { OWNER: 'Ms. Bonner' },
  });
  addResolvers(stack, api);
  change(stack, api);
  return app.synth();
}

function addResolvers(stack: Stack, api: appsync.GraphqlApi): void {
  const books = api.addLambdaDataSource(
    'Books',
    new LambdaFunction(stack, 'FindBook', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: LambdaCode.fromInline('exports.handler = async ({ id }) => ({ id, title: "Volume " + id });'),
    }),
  );
  const none = api.addNoneDataSource('None');
  const pipelineConfig = [
    step('findBook', books, code('{ operation: "Invoke", payload: { id: ctx.args.id } }')),
    step('addAuthor', none, code('{ payload: { ...ctx.prev.result, author: { name: ctx.env.OWNER } } }')),
  ];
  function step(name: string, dataSource: appsync.BaseDataSource, stepCode: appsync.Code) {
    return new appsync.AppsyncFunction(stack, name, { name, api, dataSource, runtime, code: stepCode });
  }
  api.createResolver('Book', {
    ...{ typeName: 'Query', fieldName: 'book', runtime, pipelineConfig },
    code: code('{}', 'ctx.prev.result'),
  });
  none.createResolver('Greeting', {
    ...{ typeName: 'Query', fieldName: 'greeting', runtime },
    code: code('{ payload: "Hello " + ctx.args.name }'),
  });
  none.createResolver('AddBook', {
    ...{ typeName: 'Mutation', fieldName: 'addBook', runtime },
    code: code('{ payload: { id: util.autoId(), title: ctx.args.title } }'),
  });
}
