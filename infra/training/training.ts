import { createHash } from 'node:crypto';
import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { dataTexts } from '../../graphql/generated/domain.ts';
import { acknowledgeWildcard } from '../acknowledge-wildcard.ts';
import type { DataBucket } from '../data-bucket.ts';
import type { Settings } from '../settings.ts';
import type { Warehouse } from '../warehouse.ts';
import type { Workflow } from './run-files.ts';
import { trainingDefinition } from './workflow-states.ts';

/** Props of `Training`. */
export interface TrainingProps {
  /** Name of the state machine. */
  readonly name: string;
  /** Where the model is trained. */
  readonly warehouse: Warehouse;
  /** Where the loan history lies. */
  readonly dataBucket: DataBucket;
  /** Where the history lies and goes, and from which day on it evaluates. */
  readonly settings: Pick<Settings, 'dataKey' | 'schema' | 'table' | 'cutOff'>;
  /** The Lambda that serves the model, and the name of its role. */
  readonly predictions: { readonly function: IFunction; readonly roleName: string };
  /** Redshift ML ends the search for a model after so many seconds. @default 5400 */
  readonly maxRuntimeSeconds?: number;
}

/** The workflow that trains a model version, judges it and lets it answer. */
export class Training extends Construct {
  readonly stateMachine: StateMachine;
  /** Another one for another definition. */
  readonly workflowHash: string;

  constructor(scope: Construct, id: string, props: TrainingProps) {
    super(scope, id);
    const { name, warehouse, dataBucket, predictions } = props;
    const { dataKey } = props.settings;
    const { bucket } = dataBucket;

    const role = new Role(this, 'Role', {
      description: 'The training workflow acts with it.',
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
    });
    warehouse.grantAdminister(role);
    const allow = (action: string, resource: string) =>
      role.addToPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
    allow('lambda:InvokeFunction', predictions.function.functionArn);
    allow('s3:GetObject', bucket.arnForObjects(dataKey));
    // Without this right S3 answers 403 also when the object is missing.
    allow('s3:ListBucket', bucket.bucketArn);
    acknowledgeWildcard(
      role,
      'Resource::*',
      'A statement of the Data API has no ARN, so its owner is asked for; X-Ray and the delivery of logs take no ARN.',
    );

    // The state machine's own attribute would need the role's policy, which must be there first.
    allow(
      'states:ListExecutions',
      Stack.of(this).formatArn({
        service: 'states',
        resource: 'stateMachine',
        resourceName: name,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    );

    const definition = trainingDefinition({
      connection: {
        workgroup: warehouse.workgroupName,
        database: warehouse.database,
        secretArn: warehouse.adminSecret.secretArn,
      },
      settings: settingsOf(props),
      tokens: { bucket: bucket.bucketName },
      strategies: Object.values(dataTexts.RemediationStrategy),
      functionArn: predictions.function.functionArn,
      bucketName: bucket.bucketName,
      dataKey,
    });
    const text = Stack.of(this).toJsonString(definition);
    this.workflowHash = createHash('sha256')
      .update(JSON.stringify(Stack.of(this).resolve(text)))
      .digest('hex');
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName: name,
      role,
      tracingEnabled: true,
      logs: { destination: this.addLogGroup(name), level: LogLevel.ALL, includeExecutionData: false },
      definitionBody: DefinitionBody.fromString(text),
    });
    // A run needs the rights, not just the role.
    this.stateMachine.node.addDependency(role);
  }

  private addLogGroup(name: string): LogGroup {
    return new LogGroup(this, 'Logs', {
      // Under this prefix no policy of the account has to name the log group.
      logGroupName: `/aws/vendedlogs/states/${name}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}

function settingsOf({ settings, predictions, maxRuntimeSeconds = 5400 }: TrainingProps): Workflow['settings'] {
  const { schema, table, cutOff, dataKey } = settings;
  return {
    schema,
    loan_history: table,
    cut_off: cutOff,
    data_key: dataKey,
    serving_role: predictions.roleName,
    max_runtime_seconds: String(maxRuntimeSeconds),
  };
}
