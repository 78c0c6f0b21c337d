/**
 * Stands for AWS IAM and STS: the roles and policies of the template, credentials for them, and the judgement whether a
 * signed request may do what it asks for. Leaves out users and groups of the template, of trust policies everything but the
 * services they name, resource-based policies, permissions boundaries, service control policies, the expiry of
 * credentials and every API operation.
 */
import { randomBytes } from 'node:crypto';
import type { SignatureV4 } from '@smithy/signature-v4';
import { ServiceError } from '../aws-json.ts';
import type { HttpRequest } from '../http.ts';
import type { Resource } from '../template/template.ts';
import { assumeRole, authorize, type ConditionValues, type Principal } from './principal.ts';
import { readRoles } from './role.ts';
import { type Credentials, createSigner, readAuthorization, verifySignature } from './signature.ts';

export type { ConditionValues, Principal } from './principal.ts';
export type { Credentials } from './signature.ts';

/** Credentials of a role's session, as STS issues them. */
export interface SessionCredentials extends Credentials {
  readonly sessionToken: string;
}

/** The local IAM. */
export interface Iam {
  /** One line for each part of the template's roles that grants nothing here. */
  readonly notEmulated: readonly string[];
  /**
   * Assumes a role of the template as a service does, e.g. `lambda.amazonaws.com`; without one, as whoever runs this cloud.
   * Throws an Error naming a role that the template lacks, or that does not trust the service.
   */
  assumeRole(roleArn: string, sessionName: string, service?: string): Principal;
  /** Assumes a role as `assumeRole` does, and gives the session's credentials. */
  issueCredentials(roleArn: string, sessionName: string, service?: string): SessionCredentials;
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

  function assume(roleArn: string, sessionName: string, service?: string): Principal {
    const role = roles.get(roleArn);
    if (!role) throw new Error(`The template makes no role ${roleArn}`);
    const isTrusted = (trusted: string) => trusted === service || trusted === '*';
    if (service === undefined || role.trustedServices.some(isTrusted)) {
      return assumeRole(role, sessionName, accountId);
    }
    throw new Error(`Unable to assume role ${roleArn}: its trust policy does not name ${service}`);
  }

  return {
    notEmulated,
    assumeRole: assume,
    issueCredentials(roleArn, sessionName, service) {
      const keys = newKeys('ASIA');
      return remember(assume(roleArn, sessionName, service), {
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
      authorize(principal, action, resourceArn, { region, now: clock(), context });
    },
  };
}

function newKeys(prefix: 'ASIA' | 'AKIA'): { accessKeyId: string; secretAccessKey: string } {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const letters = Array.from(randomBytes(16), (byte) => alphabet[byte % 32]).join('');
  return { accessKeyId: prefix + letters, secretAccessKey: randomBytes(30).toString('base64') };
}
