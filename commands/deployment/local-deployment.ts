import { defaultSettings } from '../../infra/settings.ts';
import { findRunning } from '../start/running.ts';
import { type Deployment, outputReader } from './deployment.ts';

/**
 * The local cloud that runs from this folder.
 *
 * @throws Error when none does.
 */
export function findLocalDeployment(folder: string): Deployment {
  const running = findRunning(folder);
  if (!running) throw new Error(`Nothing runs from ${folder}; start it with: npm start`);
  const { url, region, credentials, stackName, outputs } = running;
  const condition = `local, at ${url}`;
  return {
    ...{ stackName, condition, settings: defaultSettings, isLocal: true },
    client: { endpoint: url, region, credentials },
    cognitoUrl: `${url}/`,
    graphqlUrl: `${url}/graphql`,
    output: outputReader({ stackName, condition }, outputs),
  };
}
