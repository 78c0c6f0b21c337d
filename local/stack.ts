import { join } from 'node:path';
import { type ApiUsers, readApiUsers } from './api-users.ts';
import { createAppSync } from './appsync/appsync.ts';
import type { DataSourceNeighbours } from './appsync/data-sources/read-data-source.ts';
import { appSyncOptions } from './appsync/from-template.ts';
import { createMetrics, type Metrics } from './cloudwatch/metrics.ts';
import { createCognito } from './cognito/cognito.ts';
import type { PasswordPolicy } from './cognito/pools/password-policy.ts';
import { connectDataSources } from './connect-data-sources.ts';
import { makeSdkCalls } from './custom-resources/custom-resources.ts';
import { guardHost, isLoopback } from './host-guard.ts';
import type { HttpHandler } from './http.ts';
import { type Credentials, createIam, type Iam } from './iam/iam.ts';
import { createLambda, type Lambda, type LambdaOptions } from './lambda/lambda.ts';
import { loopbackUrl, openPort } from './open-port.ts';
import { createOpened, type Opened } from './opened.ts';
import { createPages } from './pages.ts';
import type { Progress } from './redshift/engine.ts';
import { createFaults, type Faults } from './redshift-data/faults/faults.ts';
import { createRouter } from './router.ts';
import { scaledClock } from './states/clock.ts';
import type { TaskServices } from './states/integrations/integration.ts';
import { createStates, type States } from './states/states.ts';
import { readTemplate } from './template/read-template.ts';
import type { Template } from './template/template.ts';
import { openTemplateWarehouse } from './template-warehouse.ts';
import { listUnplayedResources } from './unplayed-resources.ts';
import { createFirewall } from './waf/firewall.ts';
import { listUnguarded } from './waf/web-acl.ts';

type Log = (line: string) => void;

/** The account of a stack that is bound to none. */
const unboundAccountId = '000000000000';

/** So many seconds of a workflow's wait pass in one: what it waits for takes less long here, too. */
const waitsFaster = 200;

/** What a local cloud is made of. */
export interface LocalCloudOptions {
  /** Folder of the synthesized cloud assembly, or a template file. */
  readonly template: string;
  /** Region of a stack that is bound to none. @default us-east-1 */
  readonly region?: string;
  /** Values for the template's parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Where database, buckets and users are kept; made when missing. */
  readonly stateFolder: string;
  /** Makes the ids of this installation its own. */
  readonly installationId: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Folder of the built web pages. */
  readonly webFolder: string;
  /** The page that `/` leads to. @default index */
  readonly homePage?: string;
  /**
   * Password of the demo user, who is in all groups of the API's user pool and is shown on the web page; repeated where
   * the pool wants a longer one.
   */
  readonly demoPassword: string;
  readonly log: (line: string) => void;
}

/** A running local cloud: one process, one port. */
export interface LocalCloud {
  /** `http://host:port`. */
  readonly url: string;
  readonly template: Template;
  /** What an AWS SDK client needs to act here as the account's administrator. */
  readonly operator: { readonly endpoint: string; readonly region: string; readonly credentials: Credentials };
  /** Stands for the domains of user pools, base URL of their hosted pages; undefined when no pool has a domain. */
  readonly hostedUrl: string | undefined;
  /** The user pool of the API. */
  readonly userPoolId: string;
  /** The app client that people sign in by; undefined when the API admits none without a secret. */
  readonly userPoolClientId: string | undefined;
  readonly demo: { readonly username: string; readonly password: string };
  /** Credentials of a role's session, as functions have them. */
  readonly roleCredentials: LambdaOptions['credentials'];
  /** Has the Data API and its statements fail as the cloud does on a bad day. */
  readonly faults: Faults;
  /** Parts of the template that this cloud does not play, one line each. */
  readonly notEmulated: readonly string[];
  /** Folder that stands for a bucket. */
  bucketFolder(bucketName: string): string;
  /** Makes a user of the pool, or gives an existing one this password and these groups. */
  ensureUser(username: string, password: string, groups: readonly string[]): Promise<void>;
  /** Tells of the warehouse's progress; a cloud without a warehouse makes none. */
  onProgress(listener: (progress: Progress) => void): void;
  /** Ends every part; what was committed stays. */
  close(): Promise<void>;
}

/**
 * Starts every service that the template describes, on one port.
 *
 * @throws Error naming what in the template cannot be played, a port that is taken, or a state folder that is in use.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const opened = createOpened();
  try {
    return await openCloud(options, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function openCloud(options: LocalCloudOptions, opened: Opened): Promise<LocalCloud> {
  const { stateFolder, homePage = 'index', demoPassword, log } = options;
  const template = openTemplate(options);
  const { resources, region, accountId } = template;
  const bucketsFolder = join(stateFolder, 'buckets');
  const faults = createFaults();
  const iam = createIam({ resources, accountId, region });
  const users = readApiUsers(resources);
  const demo = { username: users.demoUsername, password: longEnough(demoPassword, users.pool.passwordPolicy) };
  const cognito = await createCognito({ resources, iam, stateFolder, region, log });
  await cognito.ensureUser({ poolId: users.pool.poolId, ...demo, groups: users.pool.groups.map(({ name }) => name) });
  const warehouse = await openTemplateWarehouse({ template, stateFolder, bucketsFolder, iam, faults, log }, opened);

  // Lambdas must be told the port, so it opens before the services that stand behind it.
  const { endpoint, answerBy } = await openDoor(options, opened);
  const metrics = createMetrics();
  const credentials: LambdaOptions['credentials'] = (roleArn, session) =>
    iam.issueCredentials(roleArn, session, 'lambda.amazonaws.com');
  const lambda = opened.add(openLambda(template, { iam, endpoint, metrics, credentials, log }));
  const states = opened.add(
    openStates(template, { iam, lambda, redshiftData: warehouse?.dataApi, bucketsFolder, stateFolder, log }),
  );
  const pageConfig = (sourceIp: string) => webConfig({ users, region, demo, homePage }, sourceIp);
  const services = createRouter({
    appSync: openApi(template, connectDataSources(lambda, iam), cognito.jwks, log),
    cognito: cognito.handle,
    redshiftData: warehouse?.dataApi ?? cognito.handle,
    states: states.handle,
    faults: faults.control,
    metrics: metrics.handle,
    pages: createPages(options.webFolder, pageConfig, homePage),
  });
  answerBy(services);

  return {
    url: endpoint,
    template,
    operator: { endpoint, region, credentials: iam.issueOperatorCredentials() },
    hostedUrl: cognito.hasHostedPages ? endpoint : undefined,
    userPoolId: users.pool.poolId,
    userPoolClientId: users.client?.clientId,
    demo,
    roleCredentials: credentials,
    faults,
    notEmulated: [
      ...iam.notEmulated,
      ...cognito.notEmulated,
      ...(warehouse?.notEmulated ?? []),
      ...listUnguarded(resources),
      ...lambda.refused,
      ...states.notEmulated,
      ...listUnplayedResources(resources),
      // Once the route is there: what a call starts asks this cloud in its turn.
      ...(await makeSdkCalls({ template, bucketsFolder, iam, states, log })),
    ],
    bucketFolder: (bucketName) => join(bucketsFolder, bucketName),
    async ensureUser(username, password, groups) {
      await cognito.ensureUser({ poolId: users.pool.poolId, username, password, groups });
    },
    onProgress: (listener) => warehouse?.onProgress(listener),
    close: opened.close,
  };
}

interface Door {
  readonly endpoint: string;
  /** Until it is called, every request hears that the cloud is starting. */
  answerBy(handler: HttpHandler): void;
}

async function openDoor(options: LocalCloudOptions, opened: Opened): Promise<Door> {
  let answer: HttpHandler = async () => ({ status: 503, headers: {}, body: 'The local cloud is starting.' });
  const guarded = guardHost((request) => answer(request), [options.host]);
  const served = opened.add(await openPort(guarded, options));
  return {
    endpoint: loopbackUrl(served, options.host),
    answerBy(handler) {
      answer = handler;
    },
  };
}

function longEnough(password: string, { minimumLength }: PasswordPolicy): string {
  return password.repeat(Math.max(1, Math.ceil(minimumLength / password.length)));
}

function openTemplate({
  template,
  installationId,
  region = 'us-east-1',
  parameters = {},
}: LocalCloudOptions): Template {
  return readTemplate(template, { accountId: unboundAccountId, region, installationId, parameters });
}

interface FunctionParts {
  readonly iam: Iam;
  readonly endpoint: string;
  readonly metrics: Metrics;
  readonly credentials: LambdaOptions['credentials'];
  readonly log: Log;
}

function openLambda({ resources, region, assetPath }: Template, parts: FunctionParts): Lambda {
  const { iam, endpoint, metrics, credentials } = parts;
  const log: Log = (line) => {
    metrics.readLine(line);
    parts.log(line);
  };
  const environment = { AWS_ENDPOINT_URL_REDSHIFT_DATA: endpoint };
  return createLambda({ resources, assetPath, environment, credentials, authorize: iam.authorize, region, log });
}

interface WorkflowParts extends Pick<TaskServices, 'iam' | 'lambda' | 'redshiftData' | 'log'> {
  readonly bucketsFolder: string;
  readonly stateFolder: string;
}

function openStates({ resources, region }: Template, parts: WorkflowParts): States {
  const { iam, lambda, redshiftData, bucketsFolder, stateFolder, log } = parts;
  const buckets = new Set(resources.filter(({ type }) => type === 'AWS::S3::Bucket').map(({ ref }) => ref));
  const folderOf = (bucketName: string) => (buckets.has(bucketName) ? join(bucketsFolder, bucketName) : undefined);
  return createStates({
    ...{ resources, region, iam, stateFolder, log },
    services: { redshiftData, lambda, bucketFolder: folderOf },
    clock: scaledClock(waitsFaster),
  });
}

function openApi(
  template: Template,
  dataSources: DataSourceNeighbours,
  jwks: Awaited<ReturnType<typeof createCognito>>['jwks'],
  log: Log,
): HttpHandler {
  const api = createAppSync(
    appSyncOptions(template, {
      ...dataSources,
      jwks,
      log: ({ level, requestId, field, message }) => log(`${level} ${requestId} ${field ?? 'request'}: ${message}`),
    }),
  );
  const judge = createFirewall({ resources: template.resources, log });
  return async (request) => {
    const verdict = judge(request);
    return verdict.action === 'allow' ? api(request) : verdict.response;
  };
}

interface Site {
  readonly users: ApiUsers;
  readonly region: string;
  readonly demo: LocalCloud['demo'];
  readonly homePage: string;
}

/** What the web page needs to know; the demo user's password is for callers on this machine alone. */
function webConfig({ users, demo, ...site }: Site, sourceIp: string): object {
  return {
    graphqlEndpoint: '/graphql',
    cognitoEndpoint: '/',
    userPoolId: users.pool.poolId,
    userPoolClientId: users.client?.clientId ?? null,
    authFlow: users.client?.authFlows.has('ALLOW_USER_SRP_AUTH') ? 'USER_SRP_AUTH' : 'USER_PASSWORD_AUTH',
    demo: isLoopback(sourceIp) ? demo : null,
    ...site,
  };
}
