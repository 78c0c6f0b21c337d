import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../../local/stack.ts';
import { openLogFile } from './log-file.ts';
import type { StartOptions } from './options.ts';
import type { StateStore } from './state.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Starts the local cloud from a template, with the demo user in it; what it logs goes to `local.log`. */
export async function startCloud(
  options: StartOptions,
  store: StateStore,
  app: Pick<LocalCloudOptions, 'template' | 'region' | 'parameters' | 'homePage'>,
): Promise<LocalCloud> {
  return startLocalCloud({
    ...app,
    stateFolder: store.folder,
    installationId: store.current.installationId,
    host: options.host,
    port: options.port,
    webFolder: join(repository, 'dist', 'web'),
    demoPassword: store.current.demoPassword,
    log: openLogFile(store.folder, (reason) => console.error(reason)),
  });
}
