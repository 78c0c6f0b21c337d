import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CfnOutput, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Api } from './api.ts';
import { addCostGuard } from './cost-guard.ts';
import { DataBucket } from './data-bucket.ts';
import { Firewall } from './firewall.ts';
import { Monitoring } from './monitoring.ts';
import { Predictions } from './predictions.ts';
import { SdkCalls } from './sdk-calls.ts';
import type { Settings } from './settings.ts';
import { startAtDeployment, startBySchedule } from './training/start-training.ts';
import { Training } from './training/training.ts';
import { uploadHistory } from './upload-history.ts';
import { Users } from './users.ts';
import { Warehouse } from './warehouse.ts';
import { watchTraining } from './watch.ts';

const repository = fileURLToPath(new URL('../', import.meta.url));

/** Props of `RecourseStack`. */
export interface RecourseStackProps extends StackProps {
  /** What this deployment chose. */
  readonly settings: Settings;
  /** Path of the GraphQL schema. */
  readonly schemaFile: string;
  /** Folder with the built `resolvers/` and `handlers/`. */
  readonly builtFolder: string;
}

/** The whole service: who may ask, the API, the Lambda behind it, and the warehouse that answers. */
export class RecourseStack extends Stack {
  constructor(scope: Construct, id: string, { settings, schemaFile, builtFolder, ...props }: RecourseStackProps) {
    super(scope, id, props);
    const { stage, appUrl, rateLimit } = settings;
    const name = `recourse-${stage}`;
    const isDevelopment = stage === 'dev';

    const dataBucket = new DataBucket(this, 'Data');
    const warehouse = new Warehouse(this, 'Warehouse', { ...settings, dataBucket });
    const predictions = new Predictions(this, 'Predictions', {
      ...settings,
      name: `${name}-predictions`,
      metricNamespace: name,
      bundle: join(builtFolder, 'handlers', 'predictions'),
      warehouse,
    });
    const users = new Users(this, 'Users', { name, appUrl, passwordAuth: isDevelopment });
    const { api } = new Api(this, 'Api', {
      name,
      users,
      schemaFile,
      resolversFolder: join(builtFolder, 'resolvers'),
      dataSources: { predictions: predictions.function },
      introspection: isDevelopment,
    });
    const firewall = new Firewall(this, 'Firewall', { name, apiArn: api.arn, rateLimit });
    const sdkCalls = new SdkCalls(this, 'SdkCalls', `${name}-sdk-calls`);
    const costGuard = addCostGuard(sdkCalls, { ...settings, workgroupArn: warehouse.workgroupArn });
    const training = new Training(this, 'Training', {
      name: `${name}-training`,
      warehouse,
      dataBucket,
      settings,
      predictions: { function: predictions.function, roleName: `${name}-predictions` },
    });

    const monitoring = new Monitoring(this, 'Monitoring', {
      ...settings,
      name,
      api,
      function: predictions.function,
      metricNamespace: name,
      workgroupName: warehouse.workgroupName,
    });
    watchTraining(monitoring, training.stateMachine);

    const path = resolve(repository, settings.dataPath);
    const history = uploadHistory(sdkCalls, dataBucket, { path, key: settings.dataKey });
    startAtDeployment(sdkCalls, training, history, [api, firewall, costGuard, monitoring]);
    if (settings.retrainSchedule) startBySchedule(training, settings.retrainSchedule);
    Tags.of(this).add('application', 'recourse');
    Tags.of(this).add('stage', stage);

    this.addOutputs({
      GraphQLUrl: ['Endpoint of the API', api.graphqlUrl],
      UserPoolId: ['User pool of the callers', users.userPool.userPoolId],
      SignInUrl: ['Hosted sign-in page and OAuth endpoints', users.domain.baseUrl()],
      UserPoolClientId: ['Client that callers sign in with', users.client.userPoolClientId],
      WorkgroupName: ['Workgroup of the warehouse', warehouse.workgroupName],
      DatabaseName: ['Database of the warehouse', warehouse.database],
      BucketName: ['Bucket of the loan history', dataBucket.bucket.bucketName],
      AdminSecretArn: ['Secret of the database admin', warehouse.adminSecret.secretArn],
      TrainingStateMachineArn: ['Workflow that trains a new model version', training.stateMachine.stateMachineArn],
      ServingRoleName: ['Role, and so database user, of the Lambda', predictions.role.roleName],
    });
  }

  private addOutputs(outputs: Readonly<Record<string, readonly [description: string, value: string]>>): void {
    for (const [outputName, [description, value]] of Object.entries(outputs)) {
      new CfnOutput(this, outputName, { description, value });
    }
  }
}
