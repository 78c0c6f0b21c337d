import { ServiceError } from '../../aws-json.ts';
import { assumeRole, authorize, type ConditionValues, type Principal } from '../../iam/principal.ts';
import { type Role, readRoles } from '../../iam/role.ts';
import type { ObjectUrl } from '../copy/object-url.ts';
import { SqlError } from '../engine.ts';
import type { NamespaceRoles } from './namespace-roles.ts';
import { readRoleArns } from './role-arns.ts';

/** What Redshift asks of S3: `s3:ListBucket` for the keys that begin so, anything else for one object. */
export type BucketAction = 's3:DeleteObject' | 's3:GetObject' | 's3:ListBucket' | 's3:PutObject';

/** What a statement may do in buckets. */
export interface BucketRights {
  /** Throws SqlError, in Redshift's words, for what the policies of its role do not allow. */
  require(action: BucketAction, url: ObjectUrl): void;
}

/**
 * Tells what a statement may do by its IAM_ROLE, undefined when it brings keys of its own. Throws SqlError when the
 * namespace cannot act in that role.
 */
export type FindBucketRights = (iamRole: string | undefined) => BucketRights;

/** As Redshift's documentation shows it in an error of AWS Glue. */
const sessionName = 'RedshiftIamRoleSession';
/** Either is enough here; the documentation of Redshift Serverless wants both. */
const principals = new Set(['redshift.amazonaws.com', 'redshift-serverless.amazonaws.com', '*']);
const allRights: BucketRights = { require: () => undefined };

/**
 * Makes the judge of a namespace's roles by their template's policies. Without a template every well-formed IAM_ROLE
 * may do everything; so may keys, and roles that the template does not make: nothing here knows their policies.
 *
 * @throws Error naming the resource whose policy is malformed.
 * @see https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-access-permissions.html
 */
export function createBucketRights(namespace: NamespaceRoles | undefined): FindBucketRights {
  const roles = namespace && readRoles(namespace.iamResources).roles;
  return (iamRole) => {
    if (iamRole === undefined) return allRights;
    const named = iamRole === 'default' ? undefined : readRoleArns(iamRole);
    if (!namespace || !roles) return allRights;
    const [first, ...further] = named ?? [requireDefaultRole(namespace)];
    let role = roles.get(requireAssociated(first, namespace));
    if (role) requireTrust(role);
    for (const arn of further) {
      requireAssumable(role, arn, namespace);
      role = roles.get(arn);
    }
    return role ? rightsOf(role, namespace) : allRights;
  };
}

function requireDefaultRole({ defaultRole }: NamespaceRoles): string {
  if (defaultRole !== undefined) return defaultRole;
  throw new SqlError('ERROR: Cannot find default IAM role on this cluster');
}

function requireAssociated(arn = '', { associated, defaultRole }: NamespaceRoles): string {
  if (arn === defaultRole || associated.includes(arn)) return arn;
  throw unauthorized(`The requested role ${arn} is not associated to cluster`);
}

function requireTrust({ arn, trustedServices }: Role): void {
  if (trustedServices.some((service) => principals.has(service))) return;
  const detail = `its trust policy names none of ${[...principals].join(', ')}`;
  throw unauthorized(`Not authorized to get credentials of role ${arn}`, detail);
}

function requireAssumable(role: Role | undefined, next: string, namespace: NamespaceRoles): void {
  const refusal = role && whyRefused(role, 'sts:AssumeRole', next, {}, namespace);
  if (refusal !== undefined) throw unauthorized(`Not authorized to get credentials of role ${next}`, refusal);
}

function unauthorized(message: string, detail?: string): SqlError {
  const text = `exception name : UnauthorizedException, error type : 138, message: ${message}, should retry : 0`;
  return new SqlError(`ERROR: ${text}${detailLine(detail)}`);
}

function rightsOf(role: Role, namespace: NamespaceRoles): BucketRights {
  const partition = role.arn.split(':')[1];
  return {
    require: (action, { bucket, key }) => {
      const isList = action === 's3:ListBucket';
      const resource = `arn:${partition}:s3:::${bucket}${isList ? '' : `/${key}`}`;
      const conditions = { 'aws:SecureTransport': 'true', 's3:prefix': isList ? key : undefined };
      const refusal = whyRefused(role, action, resource, conditions, namespace);
      if (refusal === undefined) return;
      throw new SqlError(`ERROR: S3ServiceException:Access Denied,Status 403,Error AccessDenied${detailLine(refusal)}`);
    },
  };
}

function detailLine(detail: string | undefined): string {
  return detail === undefined ? '' : `\n  Detail: ${detail}`;
}

/** AWS's text of the refusal; undefined when the role may. */
function whyRefused(
  role: Role,
  action: string,
  resource: string,
  context: ConditionValues,
  { accountId, region }: NamespaceRoles,
): string | undefined {
  const principal: Principal = assumeRole(role, sessionName, accountId);
  try {
    authorize(principal, action, resource, { region, now: Date.now(), context });
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) return error.message;
    throw error;
  }
}
