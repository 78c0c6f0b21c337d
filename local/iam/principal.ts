import { ServiceError } from '../aws-json.ts';
import { decide } from './policy.ts';
import { requestContext } from './policy-pattern.ts';
import type { Role } from './role.ts';

/** Who signed a request. */
export interface Principal {
  /** `arn:aws:sts::…:assumed-role/role/session`, or the operator's user ARN. */
  readonly arn: string;
  /** What `${aws:userid}` stands for: `AROA…:session` of a role. */
  readonly userId: string;
  readonly accountId: string;
  /** Undefined for the operator, who may do everything. */
  readonly role?: Role;
  /** The user's or the role's name. */
  readonly name: string;
}

/** What a policy may ask about a request besides the principal, by condition key, e.g. `aws:SourceIp`. */
export type ConditionValues = Readonly<Record<string, string | readonly string[] | undefined>>;

/** When and where a principal asks, and what more its policies may ask about. */
export interface Circumstances {
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly context: ConditionValues;
}

/** The principal of a role's session, named as STS names it. */
export function assumeRole(role: Role, sessionName: string, accountId: string): Principal {
  const arn = `arn:aws:sts::${accountId}:assumed-role/${role.name}/${sessionName}`;
  return { arn, userId: `${role.id}:${sessionName}`, accountId, role, name: role.name };
}

/** Throws ServiceError AccessDeniedException, in AWS's words, unless the principal's policies allow the action. */
export function authorize(
  principal: Principal,
  action: string,
  resourceArn: string,
  { region, now, context }: Circumstances,
): void {
  if (!principal.role) return;
  const known = requestContext(globalContext(principal, region, now), context);
  const decision = decide(principal.role.statements, action, resourceArn, known);
  if (decision !== 'allowed') throw accessDenied(principal, action, resourceArn, decision);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function globalContext(principal: Principal, region: string, now: number): ConditionValues {
  return {
    'aws:userid': principal.userId,
    'aws:PrincipalType': principal.role ? 'AssumedRole' : 'User',
    'aws:PrincipalAccount': principal.accountId,
    'aws:PrincipalArn': principal.role?.arn ?? principal.arn,
    'aws:username': principal.role ? undefined : principal.name,
    'aws:RequestedRegion': region,
    'aws:CurrentTime': new Date(now).toISOString(),
    'aws:EpochTime': String(Math.floor(now / 1_000)),
  };
}

function accessDenied(principal: Principal, action: string, resourceArn: string, decision: string): ServiceError {
  const because =
    decision === 'explicitDeny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  return new ServiceError(
    'AccessDeniedException',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resourceArn} ${because}`,
  );
}
