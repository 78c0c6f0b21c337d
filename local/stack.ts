import { join } from 'node:path';
import { createAppSync } from './appsync/appsync.ts';
import { appSyncOptions } from './appsync/from-template.ts';
import { createCognito } from './cognito/cognito.ts';
import { describeFault } from './describe-fault.ts';
import { guardHost, isLoopback } from './host-guard.ts';
import type { HttpHandler } from './http.ts';
import { type Credentials, createIam } from './iam/iam.ts';
import { createLambda, type Lambda } from './lambda/lambda.ts';
import { loopbackUrl, openPort } from './open-port.ts';
import { createOpened, type Opened } from './opened.ts';
import { createPages } from './pages.ts';
import type { Progress } from './redshift/engine.ts';
import { listUnknownRoles } from './redshift/namespace/namespace-roles.ts';
import { openEngine } from './redshift/open-engine.ts';
import { createFaults, type Faults } from './redshift-data/faults/faults.ts';
import { createRedshiftData, type StatementEvent } from './redshift-data/redshift-data.ts';
import { readWorkgroups } from './redshift-data/workgroup.ts';
import { createRouter } from './router.ts';
import { readTemplate } from './template/read-template.ts';
import type { Resource, Template } from './template/template.ts';
import { createFirewall, forbidden, listManagedRuleGroups } from './waf/firewall.ts';

/** The account that the local cloud plays. */
const accountId = '000000000000';

/** What a local cloud is made of. */
export interface LocalCloudOptions {
  /** Folder of the synthesized cloud assembly. */
  readonly assemblyFolder: string;
  readonly region: string;
  /** Where database, buckets and users are kept; made when missing. */
  readonly stateFolder: string;
  /** Makes the ids of this installation its own. */
  readonly installationId: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Folder of the built web page. */
  readonly webFolder: string;
  /** A user of the template's pool in all of its groups, shown on the web page. */
  readonly demo: { readonly username: string; readonly password: string };
  readonly log: (line: string) => void;
}

/** A running local cloud: one process, one port. */
export interface LocalCloud {
  /** `http://host:port`. */
  readonly url: string;
  readonly template: Template;
  /** What an AWS SDK client needs to act here as the account's administrator. */
  readonly operator: { readonly endpoint: string; readonly region: string; readonly credentials: Credentials };
  readonly userPoolClientId: string;
  /** Has the Data API and its statements fail as the cloud does on a bad day. */
  readonly faults: Faults;
  /** Parts of the template that this cloud does not play, one line each. */
  readonly notEmulated: readonly string[];
  /** Folder that stands for a bucket. */
  bucketFolder(bucketName: string): string;
  /** Makes a user of the pool, or gives an existing one this password and these groups. */
  ensureUser(username: string, password: string, groups: readonly string[]): Promise<void>;
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
  const { region, stateFolder, installationId, log } = options;
  const template = readTemplate(options.assemblyFolder, { installationId, region, accountId });
  const { resources } = template;
  const bucketsFolder = join(stateFolder, 'buckets');
  const workgroups = readWorkgroups(resources, region, accountId);
  const { adminUser, namespaceRoles } = oneOf(workgroups, 'AWS::RedshiftServerless::Workgroup');
  const faults = createFaults();
  const engine = opened.add(
    faults.ofEngine(
      await openEngine({ folder: join(stateFolder, 'redshift'), bucketsFolder, adminUser, namespaceRoles }),
    ),
  );
  const iam = createIam({ resources, accountId });
  const cognito = await createCognito({ resources, stateFolder, region, log });
  const userPoolClient = oneOf(ofType(resources, 'AWS::Cognito::UserPoolClient'), 'AWS::Cognito::UserPoolClient');

  // Lambdas must be told the port, so it opens before the services that stand behind it.
  let route: HttpHandler = async () => ({ status: 503, headers: {}, body: 'The local cloud is starting.' });
  const served = opened.add(
    await openPort(
      guardHost((request) => route(request), [options.host]),
      options,
    ),
  );
  const endpoint = loopbackUrl(served, options.host);
  const environment = { AWS_ENDPOINT_URL_REDSHIFT_DATA: endpoint };
  const { assetPath } = template;
  const lambda = opened.add(
    createLambda({ resources, assetPath, environment, credentials: iam.issueCredentials, region, log }),
  );
  const onError = (error: unknown) => log(`redshift-data: ${describeFault(error)}`);
  const onEvent = (event: StatementEvent) => log(`redshift-data: event ${JSON.stringify(event)}`);
  route = createRouter({
    appSync: openApi(template, lambda, cognito.jwks, log),
    cognito: cognito.handle,
    redshiftData: faults.ofDataApi(createRedshiftData({ engine, iam, workgroups, stateFolder, onError, onEvent })),
    faults: faults.control,
    pages: createPages(options.webFolder, (sourceIp) => webConfig(userPoolClient, options, sourceIp)),
  });

  return {
    url: endpoint,
    template,
    operator: { endpoint, region, credentials: iam.issueOperatorCredentials() },
    userPoolClientId: userPoolClient.ref,
    faults,
    notEmulated: [
      ...iam.notEmulated,
      ...(namespaceRoles ? listUnknownRoles(namespaceRoles) : []),
      ...listManagedRuleGroups(resources).map((name) => `WAF rule group ${name}`),
    ],
    bucketFolder: (bucketName) => join(bucketsFolder, bucketName),
    async ensureUser(username, password, groups) {
      await cognito.ensureUser({ poolId: String(userPoolClient.properties.UserPoolId), username, password, groups });
    },
    onProgress: engine.onProgress,
    close: opened.close,
  };
}

function openApi(
  template: Template,
  lambda: Lambda,
  jwks: Awaited<ReturnType<typeof createCognito>>['jwks'],
  log: (line: string) => void,
): HttpHandler {
  const api = createAppSync(
    appSyncOptions(template, {
      invokeLambda: (arn, payload, invocationType) => lambda.invoke(arn, payload, { invocationType }),
      jwks,
      log: ({ level, requestId, field, message }) => log(`${level} ${requestId} ${field ?? 'request'}: ${message}`),
    }),
  );
  const judge = createFirewall({ resources: template.resources, log });
  return async (request) => (judge(request).action === 'allow' ? api(request) : forbidden);
}

/** What the web page needs to know; the demo user's password is for callers on this machine alone. */
function webConfig(userPoolClient: Resource, { region, demo }: LocalCloudOptions, sourceIp: string): object {
  const userPoolClientId = userPoolClient.ref;
  const shown = isLoopback(sourceIp) ? demo : null;
  return { graphqlEndpoint: '/graphql', cognitoEndpoint: '/', userPoolClientId, region, demo: shown };
}

function ofType(resources: readonly Resource[], type: string): Resource[] {
  return resources.filter((resource) => resource.type === type);
}

function oneOf<Item>(items: readonly Item[], type: string): Item {
  const [item] = items;
  if (item === undefined || items.length > 1)
    throw new Error(`The template has ${items.length} of ${type} instead of one`);
  return item;
}
