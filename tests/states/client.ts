import { SFNClient } from '@aws-sdk/client-sfn';
import { onTestFinished } from 'vitest';
import type { Credentials } from '../../local/iam/iam.ts';
import { serve } from '../../local/serve.ts';
import type { OpenStates } from './open-states.ts';

/** An SDK's client of the states over HTTP, for the time of one test; in the name of the operator unless told. */
export async function clientOf({ handle, iam }: OpenStates, credentials?: Credentials): Promise<SFNClient> {
  const served = await serve(handle, { host: '127.0.0.1', port: 0 });
  const client = new SFNClient({
    ...{ endpoint: served.url, region: 'us-east-1', maxAttempts: 1 },
    credentials: credentials ?? iam.issueOperatorCredentials(),
  });
  onTestFinished(async () => {
    client.destroy();
    await served.close();
  });
  return client;
}
