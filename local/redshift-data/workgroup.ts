import { ServiceError } from '../aws-json.ts';
import type { Iam, Principal } from '../iam/iam.ts';
import type { Resource } from '../template/template.ts';

/** A Redshift Serverless workgroup with its namespace's database and managed admin secret. */
export interface Workgroup {
  readonly name: string;
  readonly arn: string;
  readonly database: string;
  readonly adminUser: string;
  readonly adminSecretArn: string;
}

/**
 * The workgroups of a template, each with its namespace's database and admin.
 *
 * @throws Error naming a workgroup that has no ARN, or whose namespace the template lacks.
 */
export function readWorkgroups(resources: readonly Resource[], region: string, accountId: string): Workgroup[] {
  return resources
    .filter(({ type }) => type === 'AWS::RedshiftServerless::Workgroup')
    .map(({ logicalId, properties, attributes }) => {
      const namespace = resources.find(
        ({ type, ref }) => type === 'AWS::RedshiftServerless::Namespace' && ref === properties.NamespaceName,
      );
      if (!namespace) throw new Error(`${logicalId}: the template has no namespace ${properties.NamespaceName}`);
      const arn = attributes['Workgroup.WorkgroupArn'];
      if (arn === undefined) throw new Error(`${logicalId} has no Workgroup.WorkgroupArn`);
      const { DbName = 'dev', AdminUsername = 'admin' } = namespace.properties;
      // Redshift names the secret that it manages by this rule; CloudFormation does not tell its ARN.
      const secret = `redshift!${namespace.ref}-${AdminUsername}`;
      return {
        name: String(properties.WorkgroupName),
        arn,
        database: String(DbName),
        adminUser: String(AdminUsername),
        adminSecretArn: `arn:aws:secretsmanager:${region}:${accountId}:secret:${secret}`,
      };
    });
}

/** To which database a statement goes, and as which of its users. */
export interface Connection {
  readonly workgroup: Workgroup;
  readonly database: string;
  readonly dbUser: string;
  readonly secretArn?: string;
}

interface ConnectionInput {
  readonly WorkgroupName: string | undefined;
  readonly ClusterIdentifier: string | undefined;
  readonly Database: string | undefined;
  readonly DbUser: string | undefined;
  readonly SecretArn: string | undefined;
}

/**
 * Opens a connection as the secret's admin user, or as the database user of the caller's IAM identity.
 *
 * @throws ServiceError AccessDeniedException without the right to the action; ValidationException for a connection that
 * can't be, and without the right to the secret or to the workgroup's credentials, which is how AWS answers that.
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-iam.html
 */
export function openConnection(
  iam: Iam,
  workgroups: readonly Workgroup[],
  principal: Principal,
  action: string,
  input: ConnectionInput,
): Connection {
  const workgroup = findWorkgroup(workgroups, input);
  iam.authorize(principal, action, workgroup.arn);
  if (input.DbUser !== undefined)
    throw invalid('DbUser names a user of a provisioned cluster; a workgroup takes none.');
  if (input.Database === undefined) throw invalid('Database must be provided.');
  const { Database: database, SecretArn: secretArn } = input;
  if (secretArn === undefined) {
    needs(iam, principal, 'redshift-serverless:GetCredentials', workgroup.arn);
    return { workgroup, database, dbUser: `${principal.role ? 'IAMR' : 'IAM'}:${principal.name}` };
  }
  needs(iam, principal, 'secretsmanager:GetSecretValue', secretArn);
  if (secretArn !== workgroup.adminSecretArn) throw invalid("Secrets Manager can't find the specified secret.");
  return { workgroup, database, dbUser: workgroup.adminUser, secretArn };
}

function findWorkgroup(workgroups: readonly Workgroup[], input: ConnectionInput): Workgroup {
  const { WorkgroupName: name, ClusterIdentifier: cluster, SecretArn: secretArn } = input;
  if (name === undefined && cluster === undefined && secretArn === undefined) {
    throw invalid('Either ClusterIdentifier, WorkgroupName or SessionId must be provided.');
  }
  const found = workgroups.find((workgroup) =>
    name === undefined
      ? cluster === undefined && workgroup.adminSecretArn === secretArn
      : workgroup.name === name || workgroup.arn === name,
  );
  if (!found) throw invalid("Redshift endpoint doesn't exist in this region.");
  return found;
}

function needs(iam: Iam, principal: Principal, action: string, arn: string): void {
  try {
    iam.authorize(principal, action, arn);
  } catch (error) {
    throw error instanceof ServiceError ? invalid(error.message) : error;
  }
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}
