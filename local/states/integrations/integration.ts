import type { HttpHandler } from '../../http.ts';
import type { Iam, Principal, SessionCredentials } from '../../iam/iam.ts';
import type { Lambda } from '../../lambda/lambda.ts';
import type { Json } from '../definition/definition.ts';
import type { StatesApi } from '../operations/operation.ts';

/** Who the tasks of an execution act as: a session of the state machine's role. */
export interface RoleSession {
  readonly principal: Principal;
  readonly credentials: SessionCredentials;
}

/** The services that tasks call; a task of one that is not there is refused at start. */
export interface TaskServices {
  readonly region: string;
  readonly iam: Iam;
  /** Requests to it are signed. */
  readonly redshiftData?: HttpHandler | undefined;
  readonly lambda?: Pick<Lambda, 'invoke' | 'requireFunction'> | undefined;
  /** Folder that stands for a bucket; undefined when there is no such bucket. */
  readonly bucketFolder?: ((bucketName: string) => string | undefined) | undefined;
  /** The Step Functions that plays the tasks; it is there when the first one is played. */
  readonly stepFunctions: () => StatesApi;
  readonly log: (line: string) => void;
}

/** One operation of a service that a task calls. */
export interface Integration {
  /** Of the history's events, e.g. `aws-sdk:redshiftdata` and `executeStatement`. */
  readonly resourceType: string;
  readonly resource: string;
  /** Why this task cannot be played, as far as its Arguments as written tell; undefined when it can. */
  readonly refuse: (taskArguments: Json | undefined) => string | undefined;
  /** Throws StateError. */
  readonly call: (parameters: Json, session: RoleSession) => Promise<Json>;
}

/** What makes an integration of the services, or says why it is not to be had. */
export interface IntegrationType {
  /** As in a task's Resource, e.g. `arn:aws:states:::lambda:invoke`. */
  readonly arn: string;
  readonly open: (services: TaskServices) => Omit<Integration, 'resource' | 'resourceType'> | string;
}

/** The integrations by their ARNs. */
export interface IntegrationCatalog {
  /** The integration, or why there is none. */
  find(resource: string): Integration | string;
}
