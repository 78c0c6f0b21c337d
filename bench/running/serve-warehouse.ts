import { type Credentials, createIam } from '../../local/iam/iam.ts';
import type { Engine } from '../../local/redshift/engine.ts';
import { createRedshiftData } from '../../local/redshift-data/redshift-data.ts';
import { serve } from '../../local/serve.ts';

/** Where a warehouse listens, and as whom one may ask it everything. */
export interface ServedWarehouse {
  readonly url: string;
  readonly credentials: Credentials;
}

/** The Data API's members that name the warehouse's database. */
export const database = { WorkgroupName: 'bench', Database: 'bench' };

/** The database user that may do everything. */
export const adminUser = 'admin';

const accountId = '000000000000';

/** Puts the Data API in front of an engine, on any free port. */
export async function serveWarehouse(engine: Engine): Promise<ServedWarehouse> {
  const iam = createIam({ resources: [], accountId });
  const workgroup = {
    name: database.WorkgroupName,
    arn: `arn:aws:redshift-serverless:us-east-1:${accountId}:workgroup/bench`,
    database: database.Database,
    adminUser,
    adminSecretArn: `arn:aws:secretsmanager:us-east-1:${accountId}:secret:bench`,
  };
  // A bench looks at what callers are told.
  const handler = createRedshiftData({ engine, iam, workgroups: [workgroup], onError: () => undefined });
  const { url } = await serve(handler, { host: '127.0.0.1', port: 0 });
  return { url, credentials: iam.issueOperatorCredentials() };
}
