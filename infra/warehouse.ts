import { RemovalPolicy } from 'aws-cdk-lib';
import { type Conditions, Grant, type IGrantable, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnNamespace, CfnWorkgroup } from 'aws-cdk-lib/aws-redshiftserverless';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { AuditLogs } from './audit-logs.ts';
import type { DataBucket } from './data-bucket.ts';
import { TrainingRole } from './training/training-role.ts';
import { WarehouseNetwork } from './warehouse-network.ts';

/** Props of `Warehouse`. */
export interface WarehouseProps {
  /** Name of the namespace. */
  readonly namespace: string;
  /** Name of the workgroup. */
  readonly workgroup: string;
  /** Database that the namespace is created with. */
  readonly database: string;
  /** Capacity of the idle workgroup in RPU. @default 8 */
  readonly baseCapacity?: number;
  /** Capacity in RPU that the workgroup may grow to. @default 64 */
  readonly maxCapacity?: number;
  /** Letters of the three zones of its subnets, e.g. `a,b,d`. @default the first three that the account sees */
  readonly zones?: string | undefined;
  /** What the warehouse loads from and trains with. */
  readonly dataBucket: DataBucket;
}

const adminUsername = 'admin';
/** The id of the role session that started a statement, as `aws:userid` has it. */
const statementOwner = 'redshift-data:statement-owner-iam-userid';

/** Redshift Serverless: keeps the loan history, trains the model and scores with it. */
export class Warehouse extends Construct {
  readonly workgroupName: string;
  readonly database: string;
  /** Name and password of the database's admin user, which Redshift makes and rotates. */
  readonly adminSecret: ISecret;
  readonly workgroupArn: string;

  constructor(scope: Construct, id: string, props: WarehouseProps) {
    super(scope, id);
    const { database, baseCapacity = 8, maxCapacity = 64, dataBucket } = props;

    const network = new WarehouseNetwork(this, 'Network', { zones: props.zones });
    const workgroup = new CfnWorkgroup(this, 'Workgroup', {
      workgroupName: props.workgroup,
      namespaceName: this.addNamespace(props.namespace, database, dataBucket).ref,
      baseCapacity,
      maxCapacity,
      publiclyAccessible: false,
      // Sent through our subnets, COPY and CREATE MODEL would need a NAT gateway or endpoints to reach S3 and SageMaker.
      enhancedVpcRouting: false,
      subnetIds: [...network.subnetIds],
      securityGroupIds: [network.securityGroupId],
    });

    this.database = database;
    this.workgroupName = workgroup.ref;
    this.workgroupArn = workgroup.attrWorkgroupWorkgroupArn;
    // CloudFormation does not give the ARN of the managed secret, but Redshift names it by this rule.
    this.adminSecret = Secret.fromSecretNameV2(this, 'AdminSecret', `redshift!${props.namespace}-${adminUsername}`);
  }

  /** Lets the grantee run statements as its own database user, and see and stop the statements that it started. */
  grantQuery(grantee: IGrantable): Grant {
    const onWorkgroup = Grant.addToPrincipal({
      grantee,
      actions: ['redshift-data:ExecuteStatement', 'redshift-serverless:GetCredentials'],
      resourceArns: [this.workgroupArn],
    });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM puts the caller's id there, a session's.
    const owner = { StringEquals: { [statementOwner]: '${aws:userid}' } };
    const onStatements = onStatementsOf(owner, 'CancelStatement', 'DescribeStatement', 'GetStatementResult');
    grantee.grantPrincipal.addToPrincipalPolicy(onStatements);
    return onWorkgroup;
  }

  /**
   * Lets the role run statements as the database's administrator, and see those that any session of it started: Step
   * Functions need not stay in one session for as long as a training takes.
   */
  grantAdminister(role: Role): Grant {
    const onWorkgroup = Grant.addToPrincipal({
      grantee: role,
      actions: ['redshift-data:ExecuteStatement'],
      resourceArns: [this.workgroupArn],
    });
    const owner = { StringLike: { [statementOwner]: `${role.roleId}:*` } };
    role.addToPrincipalPolicy(onStatementsOf(owner, 'DescribeStatement', 'GetStatementResult'));
    const onSecret = Grant.addToPrincipal({
      grantee: role,
      actions: ['secretsmanager:GetSecretValue'],
      // Secrets Manager ends the name with six characters of its own.
      resourceArns: [`${this.adminSecret.secretArn}-??????`],
    });
    return onWorkgroup.combine(onSecret);
  }

  private addNamespace(namespaceName: string, dbName: string, dataBucket: DataBucket): CfnNamespace {
    const training = new TrainingRole(this, 'Training', { dataBucket });
    const key = new Key(this, 'Key', {
      description: `Encrypts the warehouse ${namespaceName}`,
      enableKeyRotation: true,
      // It opens nothing that outlives the namespace.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const auditLogs = new AuditLogs(this, 'AuditLogs', namespaceName);
    const namespace = new CfnNamespace(this, 'Namespace', {
      namespaceName,
      dbName,
      kmsKeyId: key.keyArn,
      logExports: auditLogs.logExports,
      adminUsername,
      manageAdminPassword: true,
      defaultIamRoleArn: training.role.roleArn,
      iamRoles: [training.role.roleArn],
    });
    // COPY and CREATE MODEL need the role's rights, not just the role; and nothing is to be logged before its group is there.
    namespace.node.addDependency(training, auditLogs);
    return namespace;
  }
}

/** A statement has no ARN, so its owner is what narrows these actions. */
function onStatementsOf(owner: Conditions, ...operations: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    actions: operations.map((operation) => `redshift-data:${operation}`),
    resources: ['*'],
    conditions: owner,
  });
}
