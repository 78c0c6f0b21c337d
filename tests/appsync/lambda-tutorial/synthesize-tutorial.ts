import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { AuthorizationType, Code, Definition, FunctionRuntime, GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Code as LambdaCode, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';

/** The tutorial as it stands after one of its steps: files of functions/ and resolvers/. */
interface Step {
  readonly handler: string;
  readonly resolver: string;
  /** The resolver of Post.relatedPosts, where it is another. */
  readonly relatedPosts?: string;
}

const steps = {
  Invoke: { handler: 'invoke', resolver: 'invoke' },
  ErrorOfTheResolver: { handler: 'invoke', resolver: 'invoke', relatedPosts: 'raising' },
  ErrorOfTheFunction: { handler: 'failing', resolver: 'batching' },
  Batching: { handler: 'batching', resolver: 'batching' },
  FailingBatches: { handler: 'failing-batches', resolver: 'batching' },
  IndividualErrors: { handler: 'individual-errors', resolver: 'individual-errors' },
} satisfies Record<string, Step>;

/** A step of the tutorial. */
export type StepName = keyof typeof steps;

/**
 * Synthesizes AWS's tutorial of Lambda resolvers, one stack for each of its steps, and gives the template's path of a step.
 *
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/tutorial-lambda-resolvers-js.html
 */
export function synthesizeTutorial(outdir: string): (step: StepName) => string {
  const app = new App({ outdir, builtinCloudFormationValidation: false });
  for (const [name, step] of Object.entries(steps)) addStep(app, name, step);
  const { directory } = app.synth();
  return (step) => join(directory, `${step}.template.json`);
}

// All steps are of one stack, so that the user pool and its users stay from step to step.
function addStep(app: App, name: string, { handler, resolver, relatedPosts = resolver }: Step): void {
  const stack = new Stack(app, name, { stackName: 'LambdaTutorial' });
  const userPool = new UserPool(stack, 'Users');
  userPool.addClient('App', { authFlows: { userPassword: true } });
  const api = new GraphqlApi(stack, 'Api', {
    name: 'Posts',
    definition: Definition.fromFile(join(import.meta.dirname, 'schema.graphql')),
    authorizationConfig: {
      defaultAuthorization: { authorizationType: AuthorizationType.USER_POOL, userPoolConfig: { userPool } },
    },
  });
  const posts = api.addLambdaDataSource(
    'Lambda',
    new LambdaFunction(stack, 'Posts', {
      runtime: Runtime.NODEJS_22_X,
      handler: `${handler}.handler`,
      code: LambdaCode.fromAsset(join(import.meta.dirname, 'functions')),
    }),
  );
  const fields = { getPost: 'Query', allPosts: 'Query', addPost: 'Mutation', relatedPosts: 'Post' };
  for (const [fieldName, typeName] of Object.entries(fields)) {
    const file = fieldName === 'relatedPosts' ? relatedPosts : resolver;
    posts.createResolver(fieldName, {
      typeName,
      fieldName,
      code: Code.fromAsset(join(import.meta.dirname, 'resolvers', `${file}.js`)),
      runtime: FunctionRuntime.JS_1_0_0,
      maxBatchSize: 5,
    });
  }
}
