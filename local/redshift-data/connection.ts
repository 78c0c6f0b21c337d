import { ServiceError } from '../aws-json.ts';
import type { ConditionValues, Iam, Principal } from '../iam/iam.ts';
import type { Workgroup } from './workgroup.ts';

/** To which database a statement goes, and as which of its users. */
export interface Connection {
  readonly workgroup: Workgroup;
  readonly database: string;
  readonly dbUser: string;
  readonly secretArn?: string;
}

interface ComputeInput {
  readonly WorkgroupName: string | undefined;
  readonly ClusterIdentifier: string | undefined;
  readonly SecretArn?: string | undefined;
}

/** The members of a request that open a connection. */
export interface ConnectionInput extends ComputeInput {
  readonly Database: string | undefined;
  readonly DbUser: string | undefined;
}

/**
 * Opens a connection as the secret's admin user, or as the database user of the caller's IAM identity.
 *
 * @throws ServiceError AccessDeniedException without the right to the action; ValidationException for a connection that
 * can't be, and without the right to the secret or to the workgroup's credentials, which is how AWS answers that.
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-iam.html
 */
export function openConnection(
  { iam, workgroups }: { readonly iam: Iam; readonly workgroups: readonly Workgroup[] },
  principal: Principal,
  action: string,
  input: ConnectionInput,
  context?: ConditionValues,
): Connection {
  const workgroup = findWorkgroup(workgroups, input);
  iam.authorize(principal, action, workgroup.arn, context);
  if (input.DbUser !== undefined)
    throw invalid('DbUser names a user of a provisioned cluster; a workgroup takes none.');
  if (input.Database === undefined) throw invalid('Database must be provided.');
  const { Database: database, SecretArn: secretArn } = input;
  if (secretArn === undefined) {
    needs(iam, principal, 'redshift-serverless:GetCredentials', workgroup.arn);
    return { workgroup, database, dbUser: `${principal.role ? 'IAMR' : 'IAM'}:${principal.name}` };
  }
  const isAdmins = secretArn === workgroup.adminSecretArn;
  // Secrets Manager ends each ARN with six characters of its own; a caller may leave them out, a policy's resource may not.
  needs(iam, principal, 'secretsmanager:GetSecretValue', isAdmins ? `${secretArn}-aB3dE5` : secretArn);
  if (!isAdmins) throw invalid("Secrets Manager can't find the specified secret.");
  return { workgroup, database, dbUser: workgroup.adminUser, secretArn };
}

/** The workgroup that a request names. Throws ServiceError ValidationException. */
export function findWorkgroup(workgroups: readonly Workgroup[], input: ComputeInput): Workgroup {
  const { WorkgroupName: name, ClusterIdentifier: cluster, SecretArn: secretArn } = input;
  if (name === undefined && cluster === undefined && secretArn === undefined) {
    throw invalid('Either ClusterIdentifier, WorkgroupName or SessionId must be provided.');
  }
  if (name !== undefined && cluster !== undefined) {
    throw invalid("When ClusterIdentifier is provided, WorkgroupName can't be specified.");
  }
  const found = workgroups.find((workgroup) =>
    name === undefined
      ? cluster === undefined && workgroup.adminSecretArn === secretArn
      : workgroup.name === name || workgroup.arn === name,
  );
  if (!found) throw invalid("Redshift endpoint doesn't exist in this region.");
  return found;
}

/**
 * The workgroup that a list is narrowed to; undefined when it is not.
 *
 * @throws ServiceError ValidationException.
 */
export function findAskedWorkgroup(workgroups: readonly Workgroup[], input: ComputeInput): Workgroup | undefined {
  const { ClusterIdentifier: cluster, WorkgroupName: name } = input;
  return cluster === undefined && name === undefined ? undefined : findWorkgroup(workgroups, input);
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
