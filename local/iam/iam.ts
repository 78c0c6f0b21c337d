/**
 * Stands for AWS IAM and STS: the roles and policies of the template, credentials for them, and the judgement whether a
 * signed request may do what it asks for. Leaves out users and groups of the template, trust policies, resource-based
 * policies, permissions boundaries, service control policies, the expiry of credentials and every API operation.
 */
import { randomBytes } from 'node:crypto';
import type { SignatureV4 } from '@smithy/signature-v4';
import { ServiceError } from '../aws-json.ts';
import type { HttpRequest } from '../http.ts';
import type { Resource } from '../template/template.ts';
import { decide } from './policy.ts';
import { requestContext } from './policy-pattern.ts';
import { type Role, readRoles } from './role.ts';
import { type Credentials, createSigner, readAuthorization, verifySignature } from './signature.ts';

export type { Credentials } from './signature.ts';

/** Credentials of a role's session, as STS issues them. */
export interface SessionCredentials extends Credentials {
  readonly sessionToken: string;
}

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

/** The local IAM. */
export interface Iam {
  /** One line for each part of the template's roles that grants nothing here. */
  readonly notEmulated: readonly string[];
  /** Assumes a role of the template. Throws an Error naming a role that the template lacks. */
  issueCredentials(roleArn: string, sessionName: string): SessionCredentials;
  /** Credentials of whoever runs this cloud, allowed everything, like an account's administrator; `known` are taken over. */
  issueOperatorCredentials(known?: Credentials): Credentials;
  /**
   * Who signed the request for a service of this Region. Throws ServiceError MissingAuthenticationTokenException,
   * IncompleteSignatureException, UnrecognizedClientException or InvalidSignatureException.
   */
  authenticate(request: HttpRequest, service: string): Promise<Principal>;
  /** Throws ServiceError AccessDeniedException, in AWS's words, unless the principal's policies allow the action. */
  authorize(principal: Principal, action: string, resourceArn: string, context?: ConditionValues): void;
}

/** What the local IAM is made of. */
export interface IamOptions {
  readonly resources: readonly Resource[];
  readonly accountId: string;
  /** @default us-east-1 */
  readonly region?: string;
  /** Milliseconds since the epoch. @default Date.now */
  readonly clock?: () => number;
}

interface Identity {
  readonly principal: Principal;
  readonly credentials: Credentials;
  readonly signer: SignatureV4;
}

/** Makes the local IAM from the roles and policies of a template. */
export function createIam({ resources, accountId, region = 'us-east-1', clock = Date.now }: IamOptions): Iam {
  const { roles, notEmulated } = readRoles(resources);
  const identities = new Map<string, Identity>();

  function remember<Issued extends Credentials>(principal: Principal, credentials: Issued): Issued {
    identities.set(credentials.accessKeyId, { principal, credentials, signer: createSigner(credentials) });
    return credentials;
  }

  return {
    notEmulated,
    issueCredentials(roleArn, sessionName) {
      const role = roles.get(roleArn);
      if (!role) throw new Error(`The template makes no role ${roleArn}`);
      const keys = newKeys('ASIA');
      return remember(sessionOf(role, sessionName, accountId), {
        ...keys,
        sessionToken: randomBytes(192).toString('base64'),
      });
    },
    issueOperatorCredentials(known = newKeys('AKIA')) {
      const arn = `arn:aws:iam::${accountId}:user/operator`;
      return remember({ arn, userId: 'AIDAOPERATOR', accountId, name: 'operator' }, known);
    },
    async authenticate(request, service) {
      const authorization = readAuthorization(request);
      const identity = identities.get(authorization.accessKeyId);
      if (!identity || identity.credentials.sessionToken !== request.headers['x-amz-security-token']) {
        throw new ServiceError('UnrecognizedClientException', 'The security token included in the request is invalid.');
      }
      await verifySignature(request, authorization, identity.signer, { region, service, now: clock() });
      return identity.principal;
    },
    authorize(principal, action, resourceArn, context = {}) {
      if (!principal.role) return;
      const known = requestContext(globalContext(principal, region, clock()), context);
      const decision = decide(principal.role.statements, action, resourceArn, known);
      if (decision !== 'allowed') throw accessDenied(principal, action, resourceArn, decision);
    },
  };
}

function sessionOf(role: Role, sessionName: string, accountId: string): Principal {
  const arn = `arn:aws:sts::${accountId}:assumed-role/${role.name}/${sessionName}`;
  return { arn, userId: `${role.id}:${sessionName}`, accountId, role, name: role.name };
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

function newKeys(prefix: 'ASIA' | 'AKIA'): { accessKeyId: string; secretAccessKey: string } {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const letters = Array.from(randomBytes(16), (byte) => alphabet[byte % 32]).join('');
  return { accessKeyId: prefix + letters, secretAccessKey: randomBytes(30).toString('base64') };
}
