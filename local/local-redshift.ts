/**
 * Stands for an AWS account that has one Redshift Serverless workgroup and its Data API, and nothing else. Leaves out IAM
 * roles: the one caller is the account's user `operator`, who may call every operation, and any IAM_ROLE opens every
 * bucket.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describeFault } from './describe-fault.ts';
import { guardHost } from './host-guard.ts';
import type { HttpHandler } from './http.ts';
import { type Credentials, createIam } from './iam/iam.ts';
import { loopbackUrl, openPort } from './open-port.ts';
import { createOpened, type Opened } from './opened.ts';
import { openEngine } from './redshift/open-engine.ts';
import { createFaults, type Faults, faultsPath } from './redshift-data/faults/faults.ts';
import { createRedshiftData, type RedshiftDataOptions } from './redshift-data/redshift-data.ts';
import type { Workgroup } from './redshift-data/workgroup.ts';

/** The account that the local cloud plays. */
const accountId = '000000000000';

/** What a workgroup of one's own is made of. */
export interface LocalRedshiftOptions {
  /** Where database, buckets and statements are kept; made when missing. */
  readonly folder: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly region: string;
  readonly workgroup: string;
  /** A UUID that ends the workgroup's ARN. */
  readonly workgroupId: string;
  readonly database: string;
  readonly adminUser: string;
  /** What the caller signs with. */
  readonly credentials: Credentials;
  readonly onEvent: NonNullable<RedshiftDataOptions['onEvent']>;
  readonly log: (line: string) => void;
}

/** A workgroup that answers. */
export interface LocalRedshift {
  /** `http://host:port`. */
  readonly url: string;
  readonly workgroup: Workgroup;
  /** Holds a folder for each bucket. */
  readonly bucketsFolder: string;
  readonly faults: Faults;
  /** Ends it; what was committed stays. */
  close(): Promise<void>;
}

/**
 * Starts a workgroup with its Data API on a port.
 *
 * @throws Error naming a port that is taken or a folder that cannot be used; DamagedStateError.
 */
export async function startLocalRedshift(options: LocalRedshiftOptions): Promise<LocalRedshift> {
  const opened = createOpened();
  try {
    return await open(options, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function open(options: LocalRedshiftOptions, opened: Opened): Promise<LocalRedshift> {
  const { folder, region, credentials, adminUser, host, onEvent, log } = options;
  const bucketsFolder = join(folder, 'buckets');
  mkdirSync(bucketsFolder, { recursive: true });
  const workgroup = workgroupOf(options);
  const faults = createFaults();
  const engine = opened.add(
    faults.ofEngine(await openEngine({ folder: join(folder, 'redshift'), bucketsFolder, adminUser })),
  );
  const iam = createIam({ resources: [], accountId, region });
  iam.issueOperatorCredentials(credentials);
  const onError = (error: unknown) => log(describeFault(error));
  const workgroups = [workgroup];
  const dataApi = faults.ofDataApi(
    createRedshiftData({ engine, iam, workgroups, stateFolder: folder, onError, onEvent }),
  );
  const served = opened.add(await openPort(guardHost(routes(dataApi, faults), [host]), options));
  return { url: loopbackUrl(served, host), workgroup, bucketsFolder, faults, close: opened.close };
}

function workgroupOf({ workgroup, workgroupId, database, adminUser, region }: LocalRedshiftOptions): Workgroup {
  return {
    name: workgroup,
    arn: `arn:aws:redshift-serverless:${region}:${accountId}:workgroup/${workgroupId}`,
    database,
    adminUser,
    adminSecretArn: `arn:aws:secretsmanager:${region}:${accountId}:secret:redshift!${workgroup}-${adminUser}`,
  };
}

function routes(dataApi: HttpHandler, faults: Faults): HttpHandler {
  return async (request) => {
    if (request.path === faultsPath) return faults.control(request);
    if (request.path === '/' && request.method === 'POST') return dataApi(request);
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    return { status: 404, headers, body: 'The Redshift Data API answers POST / with an X-Amz-Target.\n' };
  };
}
